package dev.homeroom.schools;

import java.time.LocalDate;
import java.util.List;

/**
 * A term in an answer.
 *
 * @param id the term's id
 * @param schoolId its school
 * @param academicYear the name of its academic year
 * @param name its own name
 * @param startsOn its first day
 * @param endsOn its last day
 * @param holidays the days in it on which the school is closed, the first first
 * @param version raised by each change
 */
record TermView(
    String id,
    String schoolId,
    String academicYear,
    String name,
    LocalDate startsOn,
    LocalDate endsOn,
    List<Holiday> holidays,
    int version) {
  TermView {
    holidays = List.copyOf(holidays);
  }

  /** A day on which the school is closed. */
  record Holiday(LocalDate date, String name) {}

  TermView with(List<Holiday> others) {
    return new TermView(id, schoolId, academicYear, name, startsOn, endsOn, others, version);
  }
}
