// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import dev.sightglass.picture.Attempt.Outcome;
import java.util.function.Function;

/**
 * Encodes a picture within a bound of bytes by three attempts at most, the last of which cannot fail. Begins where the last
 * picture of the same kind ended, so that one attempt is usual. For any number of threads.
 */
final class Fitting {

    private final FitMemory memory = new FitMemory();

    /**
     * Encodes until a file fits.
     *
     * @param encode makes the file of an attempt
     * @throws PictureDoesNotFitException if no attempt would be sure to
     */
    EncodedPicture encode(FitMemory.Kind kind, Function<Attempt, byte[]> encode) {
        Attempt full = new Attempt(kind.shape().upright(), kind.quality());
        FitPlan plan = new FitPlan(kind.shape().format(), full, kind.maxBytes());
        Attempt first = plan.first(memory.last(kind));
        byte[] file = encode.apply(first);
        if (file.length <= plan.maxBytes()) {
            return keep(kind, first, file, 1);
        }
        Attempt second = plan.after(first.cameTo(file.length));
        file = encode.apply(second);
        if (file.length <= plan.maxBytes()) {
            return keep(kind, second, file, 2);
        }
        // The next picture begins below what failed here; this one is owed an answer now.
        Outcome failed = second.cameTo(file.length);
        Attempt third = plan.certain();
        file = encode.apply(third);
        if (file.length > plan.maxBytes()) {
            throw PictureDoesNotFitException.of(kind.shape().format(), plan.maxBytes(), file.length);
        }
        memory.note(kind, failed);
        return new EncodedPicture(file, third.size().width(), third.size().height(), third.quality(), 3);
    }

    private EncodedPicture keep(FitMemory.Kind kind, Attempt attempt, byte[] file, int encodes) {
        memory.note(kind, attempt.cameTo(file.length));
        return new EncodedPicture(file, attempt.size().width(), attempt.size().height(), attempt.quality(), encodes);
    }
}
