/** Health, cache statistics, and what the start prints or ends with. */
@NullMarked
package dev.homeroom.operations;

import org.jspecify.annotations.NullMarked;
