package dev.homeroom.classes;

import dev.homeroom.classes.DailyMarks.TermDate;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.TermDay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts the attendance rates of schools. A day on which a school was closed counts neither for nor
 * against, also if attendance was taken before that was known.
 */
@ApplicationScoped
public class AttendanceRates {
  /** The school days of the rate. */
  static final int DAYS = 20;

  @Inject SchoolDays days;
  @Inject DailyMarks daily;

  /**
   * Returns the attendance of each school, today and on the last 20 school days; in their order.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public List<AttendanceOfSchool> ofSchools(List<TermDay> schools) {
    List<List<LocalDate>> counted = days.last(DAYS, schools);
    Map<TermDate, MarkCounts> marks = daily.find(schools, counted);
    List<AttendanceOfSchool> rates = new ArrayList<>(schools.size());
    for (int i = 0; i < schools.size(); i++) {
      rates.add(rate(schools.get(i), counted.get(i), marks));
    }
    return rates;
  }

  private static AttendanceOfSchool rate(
      TermDay of, List<LocalDate> counted, Map<TermDate, MarkCounts> marks) {
    SchoolDay day = of.day();
    LocalDate first = counted.isEmpty() ? null : counted.get(0);
    MarkCounts today = MarkCounts.NONE;
    MarkCounts all = MarkCounts.NONE;
    if (first != null) {
      today = open(of, day.date(), marks);
      for (LocalDate date : first.datesUntil(day.date().plusDays(1)).toList()) {
        all = all.plus(open(of, date, marks));
      }
    }
    return new AttendanceOfSchool(
        day.school().id(),
        day.school().name(),
        day.date(),
        today.rate(),
        today.total(),
        all.rate(),
        all.total(),
        first);
  }

  private static MarkCounts open(TermDay of, LocalDate date, Map<TermDate, MarkCounts> marks) {
    MarkCounts found = marks.get(new TermDate(of.term().id(), date));
    return found == null || of.term().holidays().contains(date) ? MarkCounts.NONE : found;
  }
}
