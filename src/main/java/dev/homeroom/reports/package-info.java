/** Reports. Empty until they are built. */
@NullMarked
package dev.homeroom.reports;

import org.jspecify.annotations.NullMarked;
