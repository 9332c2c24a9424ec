/** Announcements and events. May import what {@code classes} may. */
@NullMarked
package dev.homeroom.notices;

import org.jspecify.annotations.NullMarked;
