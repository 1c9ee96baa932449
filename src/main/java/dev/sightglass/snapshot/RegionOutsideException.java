// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The region that was asked for reaches beyond the picture, which is known only once there is one. */
public final class RegionOutsideException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    RegionOutsideException() {
        super(
                "INVALID_INPUT",
                "frame:roi",
                "x,y,w,h inside the upright source picture, whose size the headers Frame-Source-Width and"
                        + " Frame-Source-Height of an answer without roi say");
    }
}
