/**
 * Schools, their terms and calendars. May import {@code cache}, {@code access}, {@code http},
 * {@code sql}.
 */
@NullMarked
package dev.homeroom.schools;

import org.jspecify.annotations.NullMarked;
