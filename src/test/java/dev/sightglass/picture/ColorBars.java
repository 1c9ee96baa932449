// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.io.IOException;

/** Prints how far colour bars are off after a JPEG, by the colours of the feed: worst channel of any bar, 0 to 255. */
public final class ColorBars {

    private static final int QUALITY = 90;
    private static final int LIMIT = 3;

    private ColorBars() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf("Colour bars, quality %d, no codec between; limit %d of 255 per channel%n%n", QUALITY, LIMIT);
        System.out.println("| matrix | range | worst channel of any bar | |");
        System.out.println("|---|---|---|---|");
        Patches bars = new Patches(Patches.BARS, 96, 64);
        try (PictureEncoder encoder = new PictureEncoder(1, JpegLibrary.FFMPEG)) {
            for (Colors.Matrix matrix : Colors.Matrix.values()) {
                for (Colors.Range range : Colors.Range.values()) {
                    Picture picture = bars.picture(new Colors(matrix, range));
                    int worst = bars.worst(encoder.encode(picture, PictureOptions.jpeg(picture, 0, QUALITY)));
                    System.out.printf(
                            "| %s | %s | %d | %s |%n", matrix, range, worst, worst <= LIMIT ? "pass" : "FAIL");
                }
            }
        }
    }
}
