// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.picture.Crop;
import dev.sightglass.picture.JpegLibrary;
import dev.sightglass.picture.Picture;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.picture.PictureFormat;
import dev.sightglass.picture.PictureOptions;
import dev.sightglass.picture.Scenes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Prints what a picture of a 720p feed costs by library, format and size: CPU time of the encoding thread (user and system),
 * median of {@code times}; and what a size costs that was not in use.
 */
final class LibraryCost {

    private static final int QUALITY = 80;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int times;
    private final Map<Scenes, Picture> pictures = new EnumMap<>(Scenes.class);

    private LibraryCost(int times) {
        this.times = times;
        for (Scenes scene : Scenes.values()) {
            pictures.put(scene, scene.picture(WIDTH, HEIGHT, 1));
        }
    }

    static void print(int times) {
        LibraryCost cost = new LibraryCost(times);
        cost.libraries();
        cost.formats();
        cost.opening();
    }

    private void libraries() {
        System.out.printf("JPEG of 1280x720, quality %d, by library%n%n", QUALITY);
        System.out.println("| content | JPEG | FFmpeg ms | KB | TurboJPEG ms | KB | ratio |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (PictureEncoder ffmpeg = new PictureEncoder(1, JpegLibrary.FFMPEG);
                PictureEncoder turbo = new PictureEncoder(1, JpegLibrary.TURBOJPEG)) {
            for (Scenes scene : Scenes.values()) {
                for (int edge : new int[] {WIDTH, 512}) {
                    PictureOptions options = PictureOptions.jpeg(pictures.get(scene), edge, QUALITY);
                    Cost one = cost(ffmpeg, scene, options);
                    Cost other = cost(turbo, scene, options);
                    System.out.printf(
                            "| %s | %dx%d | %.2f | %.0f | %.2f | %.0f | %.2f |%n",
                            label(scene),
                            options.width(),
                            options.height(),
                            one.ms,
                            one.kilobytes,
                            other.ms,
                            other.kilobytes,
                            one.ms / other.ms);
                }
            }
        }
    }

    private void formats() {
        System.out.printf("%nFormats%n%n| content | format | size | ms | KB |%n|---|---|---|---|---|%n");
        try (PictureEncoder encoder = new PictureEncoder(1, JpegLibrary.named("auto"))) {
            for (Scenes scene : new Scenes[] {Scenes.NATURAL, Scenes.TEXT}) {
                for (PictureFormat format : PictureFormat.values()) {
                    for (int width : new int[] {WIDTH, 512}) {
                        int height = width * HEIGHT / WIDTH;
                        Cost cost = cost(encoder, scene, new PictureOptions(format, null, width, height, QUALITY, 0));
                        System.out.printf(
                                "| %s | %s | %dx%d | %.2f | %.0f |%n",
                                label(scene), format, width, height, cost.ms, cost.kilobytes);
                    }
                }
            }
        }
    }

    /** The usual picture again and again, and beside it one of a size that was never in use. */
    private void opening() {
        System.out.printf(
                "%nA size in use, and one that is new each time, 512x288 of a crop%n%n| library | in use ms | new ms |%n|---|---|---|%n");
        for (JpegLibrary library : JpegLibrary.values()) {
            try (PictureEncoder encoder = new PictureEncoder(1, library)) {
                Picture picture = pictures.get(Scenes.NATURAL);
                double usual = medianMs(i -> encoder.encode(picture, cropped(0)));
                double fresh = medianMs(i -> encoder.encode(picture, cropped(i)));
                System.out.printf("| %s | %.2f | %.2f |%n", library, usual, fresh);
            }
        }
    }

    private static PictureOptions cropped(int wider) {
        return new PictureOptions(PictureFormat.JPEG, new Crop(0, 0, 640 + wider, 360 + wider), 512, 288, QUALITY, 0);
    }

    private Cost cost(PictureEncoder encoder, Scenes scene, PictureOptions options) {
        Picture picture = pictures.get(scene);
        int bytes = encoder.encode(picture, options).bytes().length;
        return new Cost(medianMs(i -> encoder.encode(picture, options)), bytes / 1024.0);
    }

    private double medianMs(IntConsumer work) {
        for (int i = 0; i < times; i++) {
            work.accept(i);
        }
        long[] spent = new long[times];
        for (int i = 0; i < times; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.accept(i);
            spent[i] = THREADS.getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(spent);
        return spent[times / 2] / 1e6;
    }

    private static String label(Scenes scene) {
        return scene.name().toLowerCase(Locale.ROOT);
    }

    private record Cost(double ms, double kilobytes) {}
}
