/** The generated demo district: the same for the same seed and day. */
@NullMarked
package dev.homeroom.demo;

import org.jspecify.annotations.NullMarked;
