// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One peer connection factory for a test class. */
final class Natives implements BeforeAllCallback, AfterAllCallback {
    private HeadlessAudioDeviceModule audio;
    private PeerConnectionFactory factory;

    PeerConnectionFactory factory() {
        return factory;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        audio = new HeadlessAudioDeviceModule();
        factory = new PeerConnectionFactory(audio);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        factory.dispose();
        audio.dispose();
    }
}
