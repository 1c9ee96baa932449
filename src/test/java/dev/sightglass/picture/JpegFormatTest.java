// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.plugins.jpeg.JPEGQTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file itself, marker by marker (ITU-T T.81 Annex B, JFIF 1.02). */
class JpegFormatTest {

    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private static PictureEncoder encoder;

    private final Drawing noise = (x, y) -> new Random(31L * x + y).nextInt(0x1000000);

    @BeforeAll
    static void open() {
        encoder = new PictureEncoder(1, JpegLibrary.FFMPEG);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void isBaselineJfifOfThreeComponentsAtHalfChroma() {
        List<Segment> segments = segments(encode(80).bytes());

        assertThat(segments.get(0).marker()).isEqualTo(0xE0);
        assertThat(segments.get(0).text(0, 5)).isEqualTo("JFIF\0");
        Segment frame = only(segments, 0xC0); // baseline; 0xC2 would be progressive
        assertThat(frame.bytes()).startsWith(8, 0, 48, 0, 64, 3).contains(0x22, 0x11);
        assertThat(segments).noneMatch(segment -> segment.marker() == 0xFE); // comment
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50, 80, 95, 100})
    void carriesTheTablesOfLibjpegExceptForTheMean(int quality) {
        List<int[]> tables = tables(encode(quality).bytes());

        // The JDK brings libjpeg's tables as K1 and K2, and its scaling is libjpeg's as well.
        float scale = quality < 50 ? 50f / quality : 2 - quality / 50f;
        int[] luma = JPEGQTable.K1Luminance.getScaledInstance(scale, true).getTable();
        int[] chroma = JPEGQTable.K2Chrominance.getScaledInstance(scale, true).getTable();
        assertThat(tables).hasSize(Arrays.equals(luma, chroma) ? 1 : 2); // equal tables are written once
        assertThat(tail(tables.get(0))).containsExactly(tail(luma));
        assertThat(tail(tables.get(tables.size() - 1))).containsExactly(tail(chroma));
        assertThat(tables).allMatch(table -> table[0] == 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void decodesToTheSamePictureAtAnyQuality(int quality) {
        Drawing ramp = (x, y) -> 0x010101 * (x * 2);

        Picture picture = ramp.picture(128, 64, Colors.JFIF);
        EncodedPicture jpeg = encoder.encode(picture, PictureOptions.jpeg(picture, 0, quality));

        int bound = quality == 1 ? 60 : 4;
        assertThat(Patches.difference(Patches.decode(jpeg).getRGB(64, 32), 0x808080))
                .isLessThanOrEqualTo(bound);
    }

    @Test
    void growsWithQuality() {
        assertThat(encode(50).bytes().length)
                .isBetween(encode(10).bytes().length, encode(90).bytes().length);
    }

    @Test
    void survivesNoiseAtTheHighestQualityAndLargestSize() {
        ByteBuffer samples = ByteBuffer.allocateDirect(4096 * 2304);
        byte[] random = new byte[samples.capacity()];
        new Random(1).nextBytes(random);
        samples.put(random).rewind();
        Picture worst = new Picture(4096, 2304, samples, 4096, samples, 2048, samples, 2048, 0, Colors.JFIF);

        EncodedPicture jpeg = encoder.encode(worst, PictureOptions.jpeg(worst, 0, 100));

        assertThat(Patches.decode(jpeg).getWidth()).isEqualTo(4096);
    }

    private EncodedPicture encode(int quality) {
        Picture picture = noise.picture(64, 48, Colors.JFIF);
        return encoder.encode(picture, PictureOptions.jpeg(picture, 0, quality));
    }

    private static int[] tail(int[] table) {
        return Arrays.copyOfRange(table, 1, 64);
    }

    private static List<int[]> tables(byte[] jpeg) {
        List<int[]> tables = new ArrayList<>();
        for (Segment segment : segments(jpeg)) {
            for (int at = 0; segment.marker() == 0xDB && at < segment.bytes().length; at += 65) {
                int[] table = new int[64];
                for (int i = 0; i < 64; i++) {
                    table[ZIGZAG[i]] = segment.bytes()[at + 1 + i] & 255;
                }
                tables.add(table);
            }
        }
        return tables;
    }

    private static Segment only(List<Segment> segments, int marker) {
        List<Segment> found =
                segments.stream().filter(segment -> segment.marker() == marker).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** All segments up to the scan. */
    private static List<Segment> segments(byte[] jpeg) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        assertThat(bytes.getShort()).isEqualTo((short) 0xFFD8);
        List<Segment> segments = new ArrayList<>();
        int marker;
        do {
            marker = bytes.getShort() & 255;
            byte[] content = new byte[(bytes.getShort() & 0xFFFF) - 2];
            bytes.get(content);
            segments.add(new Segment(marker, content));
        } while (marker != 0xDA);
        return segments;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(int marker, byte[] bytes) {
        String text(int from, int to) {
            return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.US_ASCII);
        }
    }
}
