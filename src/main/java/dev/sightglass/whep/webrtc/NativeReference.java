// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reference that webrtc-java 0.14.0 takes on a native peer connection or transceiver and has no call to give back (upstream
 * issue 239): some 140 KB for each connection. All its counted objects are given back by the same native function, which finds the
 * object by a field; this is one more of them, with that field set (docs/decisions/0019-how-feeds-come-back.md).
 */
final class NativeReference extends RefCountedObject {
    private static final Logger LOG = LoggerFactory.getLogger(NativeReference.class);
    /** The field of {@link NativeObject}; null where the library has another one, so that connections leak and nothing else. */
    private static final @Nullable VarHandle HANDLE = handle();

    private NativeReference() {}

    /** Notes the reference of {@code object}, which has to be open still: closing clears its field. */
    static NativeReference of(NativeObject object) {
        NativeReference reference = new NativeReference();
        if (HANDLE != null) {
            HANDLE.set(reference, (long) HANDLE.get(object));
        }
        return reference;
    }

    /**
     * Gives the reference back. To be called once, after the object was closed, when nobody calls it any more.
     *
     * @return whether it was the last one, so that the object is gone
     */
    boolean giveBack() {
        if (HANDLE == null || (long) HANDLE.get(this) == 0) {
            return false;
        }
        // Clears the field itself, if it was the last one.
        release();
        return (long) HANDLE.get(this) == 0;
    }

    private static @Nullable VarHandle handle() {
        try {
            return MethodHandles.privateLookupIn(NativeObject.class, MethodHandles.lookup())
                    .findVarHandle(NativeObject.class, "nativeHandle", long.class);
        } catch (ReflectiveOperationException | RuntimeException otherLibrary) {
            LOG.warn(
                    "event=native-references-kept reason={}",
                    otherLibrary.getClass().getSimpleName());
            return null;
        }
    }
}
