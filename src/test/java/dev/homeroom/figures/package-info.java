/** Tests of the figures of a school and of the district, over the packages that make them. */
@NullMarked
package dev.homeroom.figures;

import org.jspecify.annotations.NullMarked;
