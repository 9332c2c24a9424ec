package dev.homeroom.schools;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a school beyond the form of its fields; each refusal is a 400 that names all of them. */
final class SchoolRules {
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;
  private static final String CURRENCY = "currency";

  private SchoolRules() {}

  /** Refuses a new school that lacks a field, or has an unknown time zone, currency or year. */
  static void requireNew(SchoolInput input) {
    List<FieldError> errors = meaningless(input);
    missing(CURRENCY, input.currency(), errors);
    missing("plan", input.plan(), errors);
    missing("seats", input.seats(), errors);
    missing("subscribed_until", input.subscribedUntil(), errors);
    refuse(errors);
  }

  /** Refuses a change to an unknown time zone or currency, or an impossible year. */
  static void requireSound(SchoolInput input) {
    refuse(meaningless(input));
  }

  /** Refuses a change of what only super administrators change; the present value may be named. */
  static void requireSettings(SchoolInput input, StoredSchool present) {
    List<FieldError> errors = new ArrayList<>();
    same(CURRENCY, input.currency(), present.currency, errors);
    same("plan", input.plan(), present.plan, errors);
    same("seats", input.seats(), present.seats, errors);
    same("subscribed_until", input.subscribedUntil(), present.subscribedUntil, errors);
    refuse(errors);
  }

  /** Returns whether the tables accept a date. */
  static boolean isUsual(LocalDate date) {
    return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
  }

  private static List<FieldError> meaningless(SchoolInput input) {
    List<FieldError> errors = new ArrayList<>();
    if (!ZONES.contains(input.timeZone())) {
      errors.add(new FieldError("time_zone", "iana", "There is no such time zone at IANA."));
    }
    if (input.currency() != null && !Money.isCurrency(input.currency())) {
      errors.add(new FieldError(CURRENCY, "iso_4217", "ISO 4217 has no such currency."));
    }
    if (input.subscribedUntil() != null && !isUsual(input.subscribedUntil())) {
      errors.add(new FieldError("subscribed_until", "range", "Years are 1900 to 2999."));
    }
    return errors;
  }

  private static void missing(String field, @Nullable Object value, List<FieldError> errors) {
    if (value == null) {
      errors.add(new FieldError(field, "required", "A new school needs it."));
    }
  }

  private static void same(
      String field, @Nullable Object value, Object present, List<FieldError> errors) {
    if (value != null && !value.equals(present)) {
      errors.add(new FieldError(field, "read_only", "Only super administrators change it."));
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_INPUT, "Fields break rules; errors says which.", errors);
    }
  }
}
