/**
 * The newest picture of each session and variant: the cache, the single flight that fills it and the rules of freshness.
 * Sessions and feeds are only names here; where frames come from is a {@link dev.sightglass.snapshot.FrameSource} that the
 * composition root connects. Depends on {@code platform} and Caffeine.
 */
@NullMarked
package dev.sightglass.snapshot;

import org.jspecify.annotations.NullMarked;
