/**
 * The composition root: starts the application and connects the packages, which know each other only as far as their own
 * package documentation says.
 */
@NullMarked
package dev.sightglass;

import org.jspecify.annotations.NullMarked;
