/** Invoices and payments. May import what {@code classes} may, and {@code classes}. */
@NullMarked
package dev.homeroom.fees;

import org.jspecify.annotations.NullMarked;
