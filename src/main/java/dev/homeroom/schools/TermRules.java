package dev.homeroom.schools;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.schools.TermInput.HolidayInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a term beyond the form of its fields; each refusal is a 400 that names all of them. */
final class TermRules {
  /** The most days from the first to the last: figures go through them one by one. */
  private static final int MAX_DAYS = 400;

  private static final String ENDS_ON = "ends_on";

  private TermRules() {}

  static void require(TermInput input) {
    List<FieldError> errors = new ArrayList<>();
    days(input, errors);
    if (errors.isEmpty()) {
      holidays(input, errors);
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_INPUT, "Fields break rules; errors says which.", errors);
    }
  }

  private static void days(TermInput input, List<FieldError> errors) {
    if (!SchoolRules.isUsual(input.startsOn())) {
      errors.add(new FieldError("starts_on", "range", "Years are 1900 to 2999."));
    } else if (!SchoolRules.isUsual(input.endsOn())) {
      errors.add(new FieldError(ENDS_ON, "range", "Years are 1900 to 2999."));
    } else if (input.endsOn().isBefore(input.startsOn())) {
      errors.add(new FieldError(ENDS_ON, "order", "The last day lies before the first."));
    } else if (input.endsOn().isAfter(input.startsOn().plusDays(MAX_DAYS))) {
      errors.add(new FieldError(ENDS_ON, "range", "A term lasts for 400 days at most."));
    }
  }

  private static void holidays(TermInput input, List<FieldError> errors) {
    Set<LocalDate> seen = new HashSet<>();
    for (int i = 0; i < input.holidays().size(); i++) {
      HolidayInput holiday = input.holidays().get(i);
      String field = "holidays[" + i + "].date";
      LocalDate date = holiday.date();
      if (date.isBefore(input.startsOn()) || date.isAfter(input.endsOn())) {
        errors.add(new FieldError(field, "in_term", "The date lies outside the term."));
      } else if (!seen.add(date)) {
        errors.add(new FieldError(field, "unique", "The date is named twice."));
      }
    }
  }
}
