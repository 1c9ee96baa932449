// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Needs third-party peers: skipped, with a word on what to install, where they are missing. With
 * {@code SIGHTGLASS_REQUIRE_PEERS=true} in the environment it fails instead.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeersPresent.class)
public @interface NeedsPeers {

    /** The programs that are started. */
    Peer.Program[] value();
}
