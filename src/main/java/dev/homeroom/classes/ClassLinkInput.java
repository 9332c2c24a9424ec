package dev.homeroom.classes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days of a link in a request, both included; years 1900 to 2999.
 *
 * @param from null for as it is, for a new link today
 * @param until null for without an end
 */
record ClassLinkInput(@Nullable LocalDate from, @Nullable LocalDate until) {
  /** A link from now on, or from when it is, without an end. */
  static final ClassLinkInput OPEN = new ClassLinkInput(null, null);
}
