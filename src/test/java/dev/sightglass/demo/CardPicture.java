// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** I420 planes on the heap, and the way from them to RGB and JPEG that uses none of our own picture code. */
record CardPicture(int width, int height, I420Planes planes) {

    /** Planes whose rows are {@code padding} bytes longer than needed. */
    static CardPicture allocate(int width, int height, int padding) {
        int chromaStride = (width + 1) / 2 + padding;
        int chromaSize = chromaStride * ((height + 1) / 2);
        return new CardPicture(
                width,
                height,
                new I420Planes(
                        ByteBuffer.allocate((width + padding) * height),
                        width + padding,
                        ByteBuffer.allocate(chromaSize),
                        chromaStride,
                        ByteBuffer.allocate(chromaSize),
                        chromaStride));
    }

    BufferedImage toRgb() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb(x, y));
            }
        }
        return image;
    }

    byte[] toJpeg(float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(toRgb(), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private int rgb(int x, int y) {
        double luma = 255 / 219.0 * ((planes.y().get(y * planes.strideY() + x) & 0xFF) - 16);
        double cb = 255 / 224.0 * ((planes.u().get(y / 2 * planes.strideU() + x / 2) & 0xFF) - 128);
        double cr = 255 / 224.0 * ((planes.v().get(y / 2 * planes.strideV() + x / 2) & 0xFF) - 128);
        int red = clamp(luma + 1.402 * cr);
        int green = clamp(luma - 0.344136 * cb - 0.714136 * cr);
        return red << 16 | green << 8 | clamp(luma + 1.772 * cb);
    }

    private static int clamp(double value) {
        return (int) Math.round(Math.max(0, Math.min(255, value)));
    }
}
