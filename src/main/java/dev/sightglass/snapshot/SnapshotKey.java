// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** What the cache holds one newest snapshot for. */
public record SnapshotKey(String sessionId, Variant variant) {

    /**
     * The strong entity tag of one frame of the session in this variant, with its quotes: session, epoch, sequence and variant (RFC
     * 9110 section 8.8.3).
     */
    public String etag(long epoch, long sequence) {
        return '"' + sessionId + '-' + epoch + '-' + sequence + '-' + variant.tag() + '"';
    }
}
