/**
 * Clocks, UTC text, sleeping and waking, and work that runs again and again in the background. If a
 * step of such work fails it is counted, logged once a minute, and tried again. Imports no other
 * package of Homeroom; every package may import it.
 */
@NullMarked
package dev.homeroom.time;

import org.jspecify.annotations.NullMarked;
