package dev.homeroom.schools;

import dev.homeroom.http.TextForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * A term in a request: with all its holidays, which replace those that the school had on its days.
 *
 * @param academicYear the name of its academic year, which is made if the school has none of it
 * @param name 1 to 64 characters
 * @param startsOn its first day
 * @param endsOn its last day, at most 400 days later
 * @param holidays days of the term, each once, in any order; at most 200
 */
record TermInput(
    @NotNull(message = "The academic year is missing.") @Size(min = 1, max = 64, message = "An academic year's name has 1 to 64 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A name has a visible character and no control characters.")
        String academicYear,
    @NotNull(message = "The name is missing.") @Size(min = 1, max = 64, message = "A term's name has 1 to 64 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A name has a visible character and no control characters.")
        String name,
    @NotNull(message = "The first day is missing.") LocalDate startsOn,
    @NotNull(message = "The last day is missing.") LocalDate endsOn,
    @NotNull(message = "The holidays are missing; [] if there are none.") @Size(max = 200, message = "There are at most 200 holidays.") List<@NotNull(message = "A holiday is null.") @Valid HolidayInput> holidays) {
  /** A day on which the school is closed. */
  record HolidayInput(
      @NotNull(message = "The date is missing.") LocalDate date,
      @NotNull(message = "The name is missing.") @Size(min = 1, max = 100, message = "A holiday's name has 1 to 100 characters.") @Pattern(
              regexp = TextForm.LINE,
              message = "A name has a visible character and no control characters.")
          String name) {}
}
