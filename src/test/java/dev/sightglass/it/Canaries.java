// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.util.List;

/** Secrets that tests hand in and that must never come out in what the application prints. */
final class Canaries {
    /** The bootstrap key. */
    static final String KEY = "canary-key-7d1f4b0c9a83e265";
    /** A WHEP bearer. */
    static final String TOKEN = "canary-token-51c8e0a7f2d94b36";
    /** Part of a WHEP endpoint URL's path. */
    static final String PATH = "canary-path-e4907b62";

    /** What no output may contain; {@code /whep} is in the path of every WHEP endpoint and WHEP session of the peers. */
    static final List<String> ALL = List.of(KEY, TOKEN, PATH, "canary-", "/whep");

    private Canaries() {}
}
