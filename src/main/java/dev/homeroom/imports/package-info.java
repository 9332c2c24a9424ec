/** OneRoster imports. Empty until they are built. */
@NullMarked
package dev.homeroom.imports;

import org.jspecify.annotations.NullMarked;
