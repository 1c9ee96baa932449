// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.picture.EncodedPicture;
import dev.sightglass.picture.JpegLibrary;
import dev.sightglass.picture.Picture;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.picture.PictureFormat;
import dev.sightglass.picture.PictureOptions;
import dev.sightglass.picture.Scenes;

/**
 * Prints how a bound of bytes is kept: {@code times} JPEGs of each kind, a tenth of that in other formats, each of another picture, the bound changing all the
 * time between three, as many callers in turn would have it.
 */
final class MaxBytes {

    private static final int[] BOUNDS = {15_000, 40_000, 120_000};

    private static final Scenes[] SCENES = {Scenes.NOISE, Scenes.TEXT, Scenes.NIGHT, Scenes.NATURAL};

    private MaxBytes() {}

    static void print(int times) {
        System.out.printf("max_bytes, 640x360 at quality 80, each picture another one%n%n");
        System.out.println(
                "| content | format | pictures | exceeded | encodes at most | mean | three encodes | bytes of the bound |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (Scenes scene : SCENES) {
            for (JpegLibrary jpeg : JpegLibrary.values()) {
                row(scene, PictureFormat.JPEG, jpeg, times);
            }
        }
        for (Scenes scene : SCENES) {
            row(scene, PictureFormat.WEBP, JpegLibrary.FFMPEG, times / 10);
            row(scene, PictureFormat.PNG, JpegLibrary.FFMPEG, times / 10);
        }
    }

    private static void row(Scenes scene, PictureFormat format, JpegLibrary jpeg, int times) {
        int exceeded = 0;
        int most = 0;
        int sum = 0;
        int thrice = 0;
        double filled = 0;
        try (PictureEncoder encoder = new PictureEncoder(1, jpeg)) {
            for (int i = 0; i < times; i++) {
                Picture picture = scene.picture(640, 360, i);
                int bound = BOUNDS[i % BOUNDS.length];
                EncodedPicture file = encoder.encode(picture, new PictureOptions(format, null, 640, 360, 80, bound));
                exceeded += file.bytes().length > bound ? 1 : 0;
                most = Math.max(most, file.encodes());
                thrice += file.encodes() == 3 ? 1 : 0;
                sum += file.encodes();
                filled += (double) file.bytes().length / bound;
            }
        }
        String kind = format == PictureFormat.JPEG ? "JPEG, " + jpeg : format.toString();
        System.out.printf(
                "| %s | %s | %d | %d | %d | %.2f | %d | %.0f %% |%n",
                scene, kind, times, exceeded, most, (double) sum / times, thrice, 100 * filled / times);
    }
}
