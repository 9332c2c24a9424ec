/**
 * Settings of the operator: read by name, checked, and refused with a clear message. Imports no
 * other package of Homeroom; every package may import it.
 */
@NullMarked
package dev.homeroom.settings;

import org.jspecify.annotations.NullMarked;
