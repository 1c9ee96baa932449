// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import org.jspecify.annotations.Nullable;

/**
 * The one peer connection factory of this process, with what belongs to it. Counted: the last user's close disposes of it, so that its
 * threads, which are not daemons, end.
 */
final class NativeFactory {
    private static final Object LOCK = new Object();

    /** The factory is the process's, as the native library is; hence the only static state of this code base. */
    private static @Nullable NativeFactory shared;

    private final HeadlessAudioDeviceModule audioModule = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(audioModule);
    private final CustomVideoSource videoSource = new CustomVideoSource();
    private final VideoTrack videoTrack = factory.createVideoTrack("recvonly-video", videoSource);
    private final AudioTrackSource audioSource = factory.createAudioSource(new AudioOptions());
    private final AudioTrack audioTrack = factory.createAudioTrack("recvonly-audio", audioSource);
    private int users;

    private NativeFactory() {}

    /**
     * Returns the process's factory and counts its user; each needs one {@link #release()}.
     *
     * @throws WebRtcUnavailableException if the native library cannot be loaded
     */
    static NativeFactory acquire() {
        synchronized (LOCK) {
            if (shared == null) {
                shared = load();
            }
            shared.users++;
            return shared;
        }
    }

    /** Gives the factory back. All of the caller's peer connections must be closed by now. */
    void release() {
        synchronized (LOCK) {
            if (--users == 0) {
                shared = null;
                dispose();
            }
        }
    }

    PeerConnectionFactory factory() {
        return factory;
    }

    /** A track that never sends: webrtc-java makes transceivers of tracks only. */
    VideoTrack videoTrack() {
        return videoTrack;
    }

    /** As {@link #videoTrack()}, for audio. */
    AudioTrack audioTrack() {
        return audioTrack;
    }

    private void dispose() {
        videoSource.dispose();
        factory.dispose();
        audioModule.dispose();
    }

    private static NativeFactory load() {
        try {
            return PlainPriority.of(NativeFactory::new);
        } catch (LinkageError | RuntimeException failure) {
            throw WebRtcUnavailableException.because(failure);
        }
    }
}
