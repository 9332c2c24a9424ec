package dev.homeroom.reports;

import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Reads and checks the parameters of reports; each refusal is a 400. */
final class ReportQuery {
  static final String TEXT = "q";
  static final String MARK = "mark";
  static final String CLASS = "class";

  private static final Set<String> MARKS = Set.of("absent", "late", "excused", "half_day");

  private ReportQuery() {}

  /** Reads the parameters of a report of a day; {@link #requireSound} checks the filters. */
  static ListQuery of(MultivaluedMap<String, String> parameters) {
    return ListQuery.of(
        parameters, List.of("name", "grade"), Set.of(ReportReach.SCHOOL, TEXT, MARK, CLASS));
  }

  /** Checks the filters, once the rights have been. */
  static void requireSound(ListQuery query) {
    query
        .filter(MARK)
        .ifPresent(
            mark -> require(MARKS.contains(mark), MARK, "absent, late, excused or half_day"));
    query.filter(CLASS).ifPresent(id -> require(Id.number(id).isPresent(), CLASS, "an id"));
  }

  /** Reads a day from 1900 to 2999. */
  static LocalDate date(String text) {
    try {
      // Years beyond 9999 have another form.
      if (text.matches("(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw notADate();
    }
    throw notADate();
  }

  private static ProblemException notADate() {
    return ProblemException.field("date", "format", "The date has the form yyyy-MM-dd.");
  }

  private static void require(boolean condition, String field, String form) {
    if (!condition) {
      throw ProblemException.field(field, "format", field + " is " + form + ".");
    }
  }
}
