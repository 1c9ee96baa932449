/**
 * What every package may use: the settings as validated records, the address rules, metric names and console output.
 * It depends on nothing else of ours.
 */
@NullMarked
package dev.sightglass.platform;

import org.jspecify.annotations.NullMarked;
