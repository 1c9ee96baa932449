/**
 * The steps of {@code routes/streams.camel.yaml}: pictures and events for as long as somebody reads them. Nothing is queued for a reader
 * but its place: pictures are replaced by newer ones, events stay in one short list per session. Depends on {@code api},
 * {@code api.http}, {@code snapshot} and {@code session}.
 */
@NullMarked
package dev.sightglass.api.stream;

import org.jspecify.annotations.NullMarked;
