/** Inventory of a school. Empty until it is built. May import what {@code classes} may. */
@NullMarked
package dev.homeroom.inventory;

import org.jspecify.annotations.NullMarked;
