// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** What the cache holds one newest snapshot for. */
public record SnapshotKey(String sessionId, Variant variant) {}
