/**
 * The HTTP side: processors that routes call by name, the contract's envelopes, the one mapping from exceptions to statuses,
 * header rules and the HTTP engine. Depends on {@code session}, {@code snapshot}, {@code access} and {@code platform}.
 */
@NullMarked
package dev.sightglass.api;

import org.jspecify.annotations.NullMarked;
