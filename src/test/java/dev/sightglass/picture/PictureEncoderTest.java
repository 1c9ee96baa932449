// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PictureEncoderTest {

    private final PictureEncoder encoder = new PictureEncoder(2, JpegLibrary.FFMPEG);
    private final Drawing gradient = (x, y) -> (x & 255) << 16 | (y & 255) << 8 | 0x40;

    @AfterEach
    void close() {
        encoder.close();
    }

    @ParameterizedTest
    @CsvSource({"4097, 2", "2, 10000", "2306, 2306"})
    void refusesAndCountsPicturesThatAreTooLarge(int width, int height) {
        ByteBuffer plane = ByteBuffer.allocateDirect(width * height);
        Picture large = new Picture(width, height, plane, width, plane, width, plane, width, 0, Colors.VIDEO);

        assertThatExceptionOfType(PictureTooLargeException.class)
                .isThrownBy(() -> encode(large))
                .withMessageContaining(width + "x" + height);
        assertThat(encoder.refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 80", "0, 0", "0, 101"})
    void refusesOptionsOutOfRange(int longestEdge, int quality) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureOptions.jpeg(picture(64, 64), longestEdge, quality));
    }

    @Test
    void makesTheSameBytesOfTheSamePictureWhateverCameBetween() {
        Picture picture = gradient.picture(320, 180, Colors.VIDEO);
        byte[] first = encode(picture).bytes();

        encode(gradient.picture(322, 180, Colors.VIDEO));
        encode(gradient.picture(320, 180, Colors.JFIF));
        encoder.encode(picture, PictureOptions.jpeg(picture, 0, 20));

        assertThat(encode(picture).bytes()).isEqualTo(first);
    }

    @Test
    void leavesThePictureAsItWas() {
        Picture picture = gradient.picture(64, 64, Colors.VIDEO);
        ByteBuffer before = ByteBuffer.allocate(picture.y().capacity())
                .put(picture.y().duplicate())
                .rewind();

        encode(picture);

        assertThat(picture.y()).isEqualTo(before);
    }

    @Test
    void givesEachOfManyThreadsItsOwnPicture() throws Exception {
        List<Picture> pictures = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int blue = 30 * i;
            Drawing drawing = (x, y) -> (x & 255) << 16 | (y & 255) << 8 | blue;
            pictures.add(drawing.picture(160 + 16 * (i % 3), 90, Colors.VIDEO));
            expected.add(encode(pictures.get(i)).bytes());
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Picture picture = pictures.get(i % 8);
                tasks.add(() -> encode(picture).bytes());
            }
            List<Future<byte[]>> results = threads.invokeAll(tasks, 50, TimeUnit.SECONDS);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i % 8));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void needsAtLeastOneContext() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureEncoder(0, JpegLibrary.FFMPEG));
    }

    @Test
    void givesUpWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PictureEncodingException.class)
                .isThrownBy(() -> encode(gradient.picture(64, 64, Colors.VIDEO)))
                .withMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private EncodedPicture encode(Picture picture) {
        return encoder.encode(picture, PictureOptions.jpeg(picture, 0, 80));
    }

    private Picture picture(int width, int height) {
        return gradient.picture(width, height, Colors.VIDEO);
    }

    @Nested
    class WhenEveryContextIsBusy {

        private final Semaphore permits = new Semaphore(1);
        private final PictureEncoder single = new PictureEncoder(1, JpegLibrary.FFMPEG, permits, Duration.ofMillis(1));
        private final Picture picture = gradient.picture(64, 64, Colors.VIDEO);

        @Test
        void turnsACallerAwayAfterItsWaitAndServesTheNext() throws InterruptedException {
            permits.acquire();

            assertThatExceptionOfType(PictureEncodingException.class)
                    .isThrownBy(() -> single.encode(picture, PictureOptions.jpeg(picture, 0, 80)))
                    .withMessageContaining("busy");

            permits.release();
            assertThat(single.encode(picture, PictureOptions.jpeg(picture, 0, 80))
                            .width())
                    .isEqualTo(64);
            single.close();
        }
    }

    @Nested
    class WhenClosed {

        @Test
        void waitsForThePictureThatIsBeingEncoded() throws Exception {
            Semaphore permits = new Semaphore(1);
            PictureEncoder single = new PictureEncoder(1, JpegLibrary.FFMPEG, permits, Duration.ofSeconds(5));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                permits.acquire(); // as an encode does while it runs

                Future<?> closing = thread.submit(single::close);

                assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS));
                permits.release();
                closing.get(20, TimeUnit.SECONDS);
            } finally {
                thread.shutdownNow();
            }
        }

        @Test
        void refusesToEncode() {
            encoder.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> encode(gradient.picture(64, 64, Colors.VIDEO)))
                    .withMessageContaining("closed");
        }

        @Test
        void canBeClosedAgain() {
            encoder.close();
            encoder.close();

            assertThat(encoder.refused()).isZero();
        }

        @Test
        void leavesEveryRunningEncodeItsResult() throws Exception {
            Picture large = gradient.picture(1920, 1080, Colors.VIDEO);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                CountDownLatch started = new CountDownLatch(4);
                List<Future<Integer>> runs = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    runs.add(threads.submit(() -> encodeUntilClosed(large, started)));
                }
                started.await(20, TimeUnit.SECONDS);

                encoder.close();

                for (Future<Integer> run : runs) {
                    assertThat(run.get(20, TimeUnit.SECONDS)).isPositive();
                }
            } finally {
                threads.shutdownNow();
            }
        }

        private int encodeUntilClosed(Picture picture, CountDownLatch started) {
            int encoded = 0;
            try {
                while (true) {
                    assertThat(encode(picture).bytes()).isNotEmpty();
                    if (encoded++ == 0) {
                        // Once for each thread, so that none is waited for in vain.
                        started.countDown();
                    }
                }
            } catch (IllegalStateException closed) {
                return encoded;
            }
        }
    }
}
