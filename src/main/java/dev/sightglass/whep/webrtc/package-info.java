// SPDX-License-Identifier: Apache-2.0
/**
 * A thin wrapper over webrtc-java: one factory per process, receiving peer connections, decoded frames with an owner. Nothing
 * native leaves it except {@link dev.sightglass.whep.webrtc.WebRtc#factory()}, for the demo's publisher. It knows webrtc-java
 * and slf4j, nothing of ours and nothing of Camel.
 *
 * <p>How each known hazard of webrtc-java 0.14.0 is met. A throwable that leaves a callback aborts the process: every callback
 * runs inside a {@link dev.sightglass.whep.webrtc.CallbackGuard}. Closing inside a callback deadlocks:
 * {@link dev.sightglass.whep.webrtc.PeerConnection#close()} always hands over to an executor. A slow sink queues without bound:
 * the sink only swaps a reference in a {@link dev.sightglass.whep.webrtc.FrameSlot}. A frame that is not released leaks: a
 * {@link dev.sightglass.whep.webrtc.Frame} counts its references and the held ones are a gauge. A second factory costs three
 * threads, and one made without the headless audio module aborts the process: there is one, made here. Native threads are not
 * daemons: closing the last {@link dev.sightglass.whep.webrtc.WebRtc} disposes of the factory. Closing keeps native
 * memory: {@link dev.sightglass.whep.webrtc.NativeReference} gives it back. Not tested here: what would end or hang the test's own
 * process, the abort and a factory that is never disposed of.
 */
@NullMarked
package dev.sightglass.whep.webrtc;

import org.jspecify.annotations.NullMarked;
