package dev.homeroom.classes;

import dev.homeroom.schools.TermDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the marks of each day of terms, by two statements for all schools. */
@ApplicationScoped
class DailyMarks {
  private static final String SHEETS =
      " from class c join attendance_sheet s on s.class_id = c.id and s.on_date between ? and ?";

  /** Adds up what sheets have counted themselves, and counts those that have not. */
  private static final String COUNTED =
      "select c.term_id, s.on_date, "
          + sum("present")
          + sum("absent")
          + sum("late")
          + sum("excused")
          + sum("half_day")
          + " count(case when s.counted_version = s.version then null else 1 end)"
          + SHEETS
          + " where c.term_id in (";

  /** Counts the marks of sheets from before, and of versions from before. */
  private static final String UNCOUNTED =
      "select c.term_id, s.on_date, "
          + AttendanceFigures.COUNTS
          + SHEETS
          + " and (s.counted_version is null or s.counted_version <> s.version)"
          + " join attendance_mark m on m.sheet_id = s.id where c.term_id in (";

  private static final String BY_DAY = ") group by c.term_id, s.on_date";

  @Inject Queries queries;

  /** A day of a term. */
  record TermDate(String termId, LocalDate date) {}

  private static String sum(String kind) {
    return "coalesce(sum(case when s.counted_version = s.version then s." + kind + " end), 0),";
  }

  /**
   * Returns the marks of the schools from the first day that any of them counts.
   *
   * @param counted the days that count of each school
   */
  Map<TermDate, MarkCounts> find(List<TermDay> schools, List<List<LocalDate>> counted) {
    Map<TermDate, MarkCounts> found = new HashMap<>();
    LocalDate first =
        counted.stream().flatMap(List::stream).min(Comparator.naturalOrder()).orElse(null);
    if (first == null) {
      return found;
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(first);
    parameters.add(
        schools.stream()
            .map(school -> school.day().date())
            .max(Comparator.naturalOrder())
            .orElseThrow());
    schools.forEach(school -> parameters.add(Id.orNone(school.term().id())));
    String terms = Queries.marks(schools.size());
    int uncounted =
        queries
            .list(
                COUNTED + terms + BY_DAY,
                row -> {
                  add(row, found);
                  return row.integer(8);
                },
                parameters.toArray())
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    if (uncounted > 0) {
      queries.list(UNCOUNTED + terms + BY_DAY, row -> add(row, found), parameters.toArray());
    }
    return found;
  }

  private static MarkCounts add(Row row, Map<TermDate, MarkCounts> found) throws SQLException {
    MarkCounts of = MarkCounts.of(row, 3);
    found.merge(new TermDate(row.id(1), row.date(2)), of, MarkCounts::plus);
    return of;
  }
}
