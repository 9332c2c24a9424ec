/**
 * Clocks, UTC text, sleeping and waking. Imports no other package of Homeroom; every package may
 * import it.
 */
@NullMarked
package dev.homeroom.time;

import org.jspecify.annotations.NullMarked;
