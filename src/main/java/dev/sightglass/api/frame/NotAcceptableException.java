// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.platform.ContractException;
import dev.sightglass.snapshot.Format;
import java.io.Serial;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code Accept} names no format that a picture can have here. */
public final class NotAcceptableException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotAcceptableException() {
        super(
                "NOT_ACCEPTABLE",
                "frame:accept",
                "pictures are "
                        + Arrays.stream(Format.values()).map(Format::mediaType).collect(Collectors.joining(", ")));
    }
}
