// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.picture.ColorBars;
import dev.sightglass.picture.Colors;
import dev.sightglass.picture.EncodedPicture;
import dev.sightglass.picture.JpegLibrary;
import dev.sightglass.picture.Picture;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.picture.PictureOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Prints what a JPEG costs: CPU time of the encoding thread (user and system), median, by content, size and colours, and
 * beside it that of javax.imageio for the same picture. The number of encodes may be given as first argument, that of pictures with a
 * bound of bytes as second.
 */
public final class EncodeCost {

    private static final int QUALITY = 80;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int times;

    private EncodeCost(int times) {
        this.times = times;
    }

    public static void main(String[] arguments) throws IOException {
        EncodeCost cost = new EncodeCost(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60);
        System.out.printf(
                "JPEG, quality %d, CPU ms of one thread, median of %d, JDK %s%n%n",
                QUALITY, cost.times, Runtime.version().feature());
        System.out.println("| content | source | colours, turn | JPEG | ms | KB | ImageIO ms | ratio |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (PictureEncoder encoder = new PictureEncoder(1, JpegLibrary.named("auto"))) {
            for (Content content : Content.values()) {
                cost.bySize(encoder, content);
            }
            Colors hd = new Colors(Colors.Matrix.BT709, Colors.Range.LIMITED);
            cost.row(encoder, Content.NATURAL, picture(Content.NATURAL, 1280, 720, 0, hd), 0);
            cost.row(encoder, Content.NATURAL, picture(Content.NATURAL, 1280, 720, 0, Colors.JFIF), 0);
            cost.row(encoder, Content.NATURAL, picture(Content.NATURAL, 1280, 720, 90, Colors.VIDEO), 0);
            cost.row(encoder, Content.NATURAL, picture(Content.NATURAL, 1920, 1080, 90, Colors.VIDEO), 1280);
        }
        System.out.println();
        LibraryCost.print(cost.times);
        System.out.println();
        MaxBytes.print(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000);
        System.out.println();
        ColorBars.main(arguments);
    }

    private void bySize(PictureEncoder encoder, Content content) throws IOException {
        for (int height : new int[] {360, 720, 1080}) {
            Picture picture = picture(content, height * 16 / 9, height, 0, Colors.VIDEO);
            for (int edge : new int[] {0, 1280, 512}) {
                if (edge < picture.width()) {
                    row(encoder, content, picture, edge);
                }
            }
        }
    }

    private void row(PictureEncoder encoder, Content content, Picture picture, int edge) throws IOException {
        PictureOptions options = PictureOptions.jpeg(picture, edge, QUALITY);
        EncodedPicture jpeg = encoder.encode(picture, options);
        double ours = medianMs(() -> encoder.encode(picture, options));
        byte[] best =
                encoder.encode(picture, PictureOptions.jpeg(picture, edge, 100)).bytes();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(best));
        double theirs = medianMs(() -> imageIo(image));
        System.out.printf(
                "| %s | %dx%d | %s %s, %d | %dx%d | %.2f | %.0f | %.1f | %.1f |%n",
                content.name().toLowerCase(java.util.Locale.ROOT),
                picture.width(),
                picture.height(),
                picture.colors().matrix(),
                picture.colors().range(),
                picture.rotation(),
                jpeg.width(),
                jpeg.height(),
                ours,
                jpeg.bytes().length / 1024.0,
                theirs,
                theirs / ours);
    }

    private double medianMs(Work work) throws IOException {
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long[] spent = new long[times];
        for (int i = 0; i < times; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run();
            spent[i] = THREADS.getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(spent);
        return spent[times / 2] / 1e6;
    }

    private static void imageIo(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY / 100f);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(new ByteArrayOutputStream())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    private static Picture picture(Content content, int width, int height, int rotation, Colors colors) {
        ByteBuffer y = content.plane(width, height, 1);
        ByteBuffer u = content.plane(width / 2, height / 2, 2);
        ByteBuffer v = content.plane(width / 2, height / 2, 3);
        return new Picture(width, height, y, width, u, width / 2, v, width / 2, rotation, colors);
    }

    private enum Content {
        /** Flat bars with sharp edges above a ramp. */
        CARD {
            @Override
            int sample(double x, double y, int plane, Random random) {
                int bar = (int) (x * 8);
                return y < 0.75 ? 40 + bar * (plane == 1 ? 26 : 37 * plane) % 170 : (int) (40 + 170 * x);
            }
        },
        /** Waves of falling size with grain: much detail everywhere, near the worst case of a camera. */
        NATURAL {
            @Override
            int sample(double x, double y, int plane, Random random) {
                double sum = 0;
                for (double scale = 3; scale < 400; scale *= 2.1) {
                    double wave = Math.sin(x * scale * 1.8 + plane) * Math.cos(y * scale + Math.sin(x * scale * 0.7));
                    sum += wave / Math.pow(scale / 3, 0.45);
                }
                double grain = plane == 1 ? 5 * random.nextGaussian() : random.nextGaussian();
                return (int) Math.max(16, Math.min(235, 128 + sum * (plane == 1 ? 40 : 20) + grain));
            }
        };

        abstract int sample(double x, double y, int plane, Random random);

        ByteBuffer plane(int width, int height, int plane) {
            Random random = new Random(plane);
            ByteBuffer samples = ByteBuffer.allocateDirect(width * height);
            for (int i = 0; i < width * height; i++) {
                double x = (double) (i % width) / width;
                int row = i / width;
                double y = (double) row / height;
                samples.put((byte) sample(x, y, plane, random));
            }
            return samples.rewind();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
