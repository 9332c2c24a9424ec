/**
 * Work that runs in the background and that no failure ends. Imports only {@code time}; every
 * package may import it. If a step fails it is counted, logged once a minute, and tried again.
 */
@NullMarked
package dev.homeroom.background;

import org.jspecify.annotations.NullMarked;
