// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A row of patches of one colour each, and how far a decoded file is off at their centres. */
record Patches(List<Integer> colors, int patchWidth, int height) implements Drawing {

    static final List<Integer> BARS = List.of(
            0xFFFFFF, 0xFFFF00, 0x00FFFF, 0x00FF00, 0xFF00FF, 0xFF0000, 0x0000FF, 0x000000, //
            0xBFBFBF, 0xBFBF00, 0x00BFBF, 0x00BF00, 0xBF00BF, 0xBF0000, 0x0000BF, //
            0x101010, 0x202020, 0x404040, 0x606060, 0x808080, 0xA0A0A0, 0xC0C0C0, 0xE0E0E0, 0xF0F0F0);

    /** Four quarters, told apart when turned. */
    static final List<Integer> CORNERS = List.of(0xBF0000, 0x00BF00, 0x0000BF, 0xC0C0C0);

    @Override
    public int rgb(int x, int y) {
        return colors.get(Math.min(x / patchWidth, colors.size() - 1));
    }

    int width() {
        return patchWidth * colors.size();
    }

    Picture picture(Colors of) {
        return picture(width(), height, of);
    }

    /** The largest difference of any channel at the centre of any patch. */
    int worst(EncodedPicture file) {
        BufferedImage image = decode(file);
        int worst = 0;
        for (int i = 0; i < colors.size(); i++) {
            int x = (2 * i + 1) * image.getWidth() / (2 * colors.size());
            worst = Math.max(worst, difference(image.getRGB(x, image.getHeight() / 2), colors.get(i)));
        }
        return worst;
    }

    static int difference(int one, int other) {
        int worst = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            worst = Math.max(worst, Math.abs((one >> shift & 255) - (other >> shift & 255)));
        }
        return worst;
    }

    static BufferedImage decode(EncodedPicture file) {
        try {
            if (file.bytes()[0] == 'R') {
                return WebpDecoder.decode(file.bytes());
            }
            return ImageIO.read(new ByteArrayInputStream(file.bytes()));
        } catch (IOException broken) {
            throw new AssertionError("not a picture", broken);
        }
    }
}
