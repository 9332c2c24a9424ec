/**
 * Clocks, UTC text, sleeping and waking, and background loops. A failed step of a loop is counted,
 * logged once a minute, and tried again. Imports no other package of Homeroom; every package may
 * import it.
 */
@NullMarked
package dev.homeroom.time;

import org.jspecify.annotations.NullMarked;
