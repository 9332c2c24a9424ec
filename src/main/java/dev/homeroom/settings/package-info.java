/**
 * Reads the operator's settings by name, checks them, and refuses bad ones with a clear message;
 * reads Homeroom's version. Imports no other package of Homeroom; every package may import it.
 */
@NullMarked
package dev.homeroom.settings;

import org.jspecify.annotations.NullMarked;
