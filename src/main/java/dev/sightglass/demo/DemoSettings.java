// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/**
 * What the test camera sends and where it listens.
 *
 * @param width of its picture in pixels, 320 to 1920
 * @param height of its picture in pixels, 180 to 1080
 * @param fps frames drawn each second while someone watches, 1 to 60
 * @param port TCP port on 127.0.0.1; 0 takes any free one
 */
public record DemoSettings(int width, int height, int fps, int port) {

    /** @throws IllegalArgumentException naming the value that is out of its range */
    public DemoSettings {
        requireRange("width", width, 320, 1920);
        requireRange("height", height, 180, 1080);
        requireRange("fps", fps, 1, 60);
        requireRange("port", port, 0, 65_535);
    }

    /** 1280x720 at 30 frames a second on any free port. */
    public static DemoSettings defaults() {
        return new DemoSettings(1280, 720, 30, 0);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The test camera's %s must be %d to %d, not %d".formatted(name, least, most, value));
        }
    }
}
