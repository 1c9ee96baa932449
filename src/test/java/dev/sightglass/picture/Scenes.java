// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;
import java.util.Random;

/** Pictures made by rule, I420 of limited BT.601, each as hard to encode as the kind of camera picture it stands for. */
public enum Scenes {
    /** Discs of all sizes before one another, under noise of 1/f spectrum and fine grain: the statistics of a photo. */
    NATURAL {
        @Override
        double luma(int x, int y, double cloud, Random random) {
            return 125 + 48 * cloud + 1.5 * random.nextGaussian();
        }

        @Override
        void draw(byte[] luma, int width, int height, Random random) {
            for (int i = 0; i < 400; i++) {
                int radius = (int) (height / (6 + 100 * random.nextDouble()));
                disc(luma, width, height, radius, random);
            }
        }
    },
    /** Independent samples. */
    NOISE {
        @Override
        double luma(int x, int y, double cloud, Random random) {
            return 16 + random.nextInt(220);
        }
    },
    /** Rows of dark strokes on white, as small print or code has them. */
    TEXT {
        @Override
        double luma(int x, int y, double cloud, Random random) {
            return 235;
        }

        @Override
        void draw(byte[] luma, int width, int height, Random random) {
            int pitch = 10 + random.nextInt(6);
            for (int top = 4; top + 8 < height; top += pitch) {
                for (int left = 4; left + 6 < width; left += 7) {
                    if (random.nextInt(6) > 0) {
                        glyph(luma, width, top * width + left, random);
                    }
                }
            }
        }
    },
    /** Nearly black with a sensor's grain and a few lights. */
    NIGHT {
        @Override
        double luma(int x, int y, double cloud, Random random) {
            return 26 + 6 * cloud + 5 * random.nextGaussian();
        }

        @Override
        void draw(byte[] luma, int width, int height, Random random) {
            for (int i = 0; i < 12; i++) {
                disc(luma, width, height, 3 + random.nextInt(8), random);
            }
        }
    };

    private static final int LARGEST_CELL = 256;

    abstract double luma(int x, int y, double cloud, Random random);

    void draw(byte[] luma, int width, int height, Random random) {}

    /** A picture of even sides; another one for each seed. */
    public Picture picture(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] cloud = this == NOISE || this == TEXT ? new float[width * height] : cloud(width, height, random);
        byte[] luma = new byte[width * height];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = clamp(luma(i % width, i / width, cloud[i], random));
        }
        draw(luma, width, height, random);
        ByteBuffer y = ByteBuffer.allocateDirect(luma.length).put(luma).rewind();
        ByteBuffer u = chroma(width / 2, height / 2, random);
        ByteBuffer v = chroma(width / 2, height / 2, random);
        return new Picture(width, height, y, width, u, width / 2, v, width / 2, 0, Colors.VIDEO);
    }

    private ByteBuffer chroma(int width, int height, Random random) {
        double amplitude = this == NATURAL ? 12 : this == NIGHT ? 2 : 0;
        float[] cloud = amplitude == 0 ? new float[width * height] : cloud(width, height, random);
        ByteBuffer plane = ByteBuffer.allocateDirect(width * height);
        for (int i = 0; i < width * height; i++) {
            plane.put(i, this == NOISE ? (byte) (16 + random.nextInt(225)) : clamp(128 + amplitude * cloud[i]));
        }
        return plane;
    }

    /** Noise of which each octave has half the energy of the one below, of standard deviation 1 or so. */
    private static float[] cloud(int width, int height, Random random) {
        float[] sum = new float[width * height];
        for (int cell = LARGEST_CELL; cell >= 1; cell /= 2) {
            float weight = (float) (0.75 * Math.pow((double) cell / LARGEST_CELL, 0.5));
            int columns = width / cell + 2;
            float[] grid = new float[columns * (height / cell + 2)];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = weight * (float) random.nextGaussian();
            }
            for (int i = 0; i < sum.length; i++) {
                int x = i % width;
                int y = i / width;
                int at = y / cell * columns + x / cell;
                float right = (float) (x % cell) / cell;
                float down = (float) (y % cell) / cell;
                float top = grid[at] + (grid[at + 1] - grid[at]) * right;
                float bottom = grid[at + columns] + (grid[at + columns + 1] - grid[at + columns]) * right;
                sum[i] += top + (bottom - top) * down;
            }
        }
        return sum;
    }

    /** Shifts a disc's pixels to another mean, so that it keeps its texture. */
    private static void disc(byte[] luma, int width, int height, int radius, Random random) {
        int left = random.nextInt(width);
        int top = random.nextInt(height);
        double shift = 45 * random.nextGaussian();
        for (int y = Math.max(0, top - radius); y < Math.min(height, top + radius); y++) {
            for (int x = Math.max(0, left - radius); x < Math.min(width, left + radius); x++) {
                if ((x - left) * (x - left) + (y - top) * (y - top) < radius * radius) {
                    int at = y * width + x;
                    luma[at] = clamp((luma[at] & 255) + shift);
                }
            }
        }
    }

    private static void glyph(byte[] luma, int width, int start, Random random) {
        int strokes = random.nextInt(1 << 15);
        for (int i = 0; i < 15; i++) {
            if ((strokes >> i & 1) == 1) {
                int at = start + i / 3 * 2 * width + i % 3 * 2;
                luma[at] = 30;
                luma[at + 1] = 30;
                luma[at + width] = 40;
            }
        }
    }

    private static byte clamp(double code) {
        return (byte) Math.max(16, Math.min(235, Math.round(code)));
    }
}
