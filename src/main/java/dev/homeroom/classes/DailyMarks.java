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
  /** What sheets have counted themselves, and the number of those that have not. */
  private static final String COUNTED =
      "select term_id, on_date, present, absent, late, excused, half_day, uncounted"
          + " from attendance_sums where on_date between ? and ? and term_id in (";

  /** Counts the marks of sheets from before, and of versions from before. */
  private static final String UNCOUNTED =
      "select c.term_id, s.on_date, "
          + AttendanceFigures.COUNTS
          + " from class c join attendance_sheet s on s.class_id = c.id"
          + " and s.on_date between ? and ?"
          + " and (s.counted_version is null or s.counted_version <> s.version)"
          + " join attendance_mark m on m.sheet_id = s.id where c.term_id in (";

  @Inject Queries queries;

  /** A day of a term. */
  record TermDate(String termId, LocalDate date) {}

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
                COUNTED + terms + ")",
                row -> {
                  add(row, found);
                  return row.integer(8);
                },
                parameters.toArray())
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    if (uncounted > 0) {
      queries.list(
          UNCOUNTED + terms + ") group by c.term_id, s.on_date",
          row -> add(row, found),
          parameters.toArray());
    }
    return found;
  }

  private static MarkCounts add(Row row, Map<TermDate, MarkCounts> found) throws SQLException {
    MarkCounts of = MarkCounts.of(row, 3);
    found.merge(new TermDate(row.id(1), row.date(2)), of, MarkCounts::plus);
    return of;
  }
}
