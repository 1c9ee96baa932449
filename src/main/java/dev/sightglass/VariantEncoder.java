// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.InvalidInputException;
import dev.sightglass.picture.Crop;
import dev.sightglass.picture.EncodedPicture;
import dev.sightglass.picture.Picture;
import dev.sightglass.picture.PictureDoesNotFitException;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.picture.PictureFormat;
import dev.sightglass.picture.PictureOptions;
import dev.sightglass.snapshot.Box;
import dev.sightglass.snapshot.EncodedFrame;
import dev.sightglass.snapshot.Layout;
import dev.sightglass.snapshot.Size;
import dev.sightglass.snapshot.TokenBudget;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.PictureSize;
import dev.sightglass.vision.VisionModels;

/**
 * Encodes a picture as a variant wants it. Connects those who know of variants, of pictures and of what they cost, and not of each
 * other. Safe for concurrent use.
 */
final class VariantEncoder {

    private final PictureEncoder encoder;
    private final VisionModels models;

    VariantEncoder(PictureEncoder encoder, VisionModels models) {
        this.encoder = encoder;
        this.models = models;
    }

    /**
     * The picture in the variant's format, part and size.
     *
     * @throws dev.sightglass.platform.ContractException if this very picture cannot be shown so
     */
    EncodedFrame encode(Picture picture, Variant variant) {
        Size source = new Size(picture.uprightWidth(), picture.uprightHeight());
        Layout layout = Layout.of(variant, source, this::largest);
        EncodedPicture encoded = encode(picture, options(variant, layout));
        return new EncodedFrame(
                encoded.bytes(),
                new Size(encoded.width(), encoded.height()),
                source,
                layout.crop(),
                encoded.quality(),
                models.tokens(encoded.width(), encoded.height()));
    }

    private EncodedPicture encode(Picture picture, PictureOptions options) {
        try {
            return encoder.encode(picture, options);
        } catch (PictureDoesNotFitException e) {
            throw InvalidInputException.field(
                    "frame", "max_bytes", "at least " + e.leastBytes() + " for a picture of this format and shape");
        }
    }

    private static PictureOptions options(Variant variant, Layout layout) {
        Box box = layout.crop();
        return new PictureOptions(
                switch (variant.format()) {
                    case JPEG -> PictureFormat.JPEG;
                    case WEBP -> PictureFormat.WEBP;
                    case PNG -> PictureFormat.PNG;
                },
                box == null ? null : new Crop(box.x(), box.y(), box.width(), box.height()),
                layout.size().width(),
                layout.size().height(),
                variant.quality(),
                variant.maxBytes());
    }

    private Size largest(TokenBudget budget, Size part, int longestEdge) {
        PictureSize size = models.family(budget.family())
                .largestWithin(budget.tokens(), new PictureSize(part.width(), part.height()), longestEdge);
        return new Size(size.width(), size.height());
    }
}
