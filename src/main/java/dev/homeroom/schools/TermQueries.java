package dev.homeroom.schools;

import dev.homeroom.http.ListQuery;
import dev.homeroom.schools.TermView.Holiday;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads terms from the database, as they are shown. Each method throws if it is away. */
@ApplicationScoped
class TermQueries {
  private static final String COLUMNS =
      "select t.id, t.school_id, y.name, t.name, t.starts_on, t.ends_on, t.version from term t"
          + " join academic_year y on y.id = t.academic_year_id where t.school_id = ?";

  private static final String HOLIDAYS =
      "select t.id, h.on_date, h.name from term t join holiday h on h.school_id = t.school_id"
          + " and h.on_date between t.starts_on and t.ends_on where t.school_id = ?";

  @Inject Queries queries;

  private record TermHoliday(String termId, Holiday holiday) {}

  /** Returns a page of a school's terms, by their first day. */
  @Transactional
  List<TermView> list(String schoolId, ListQuery query) {
    String direction = query.descending() ? " desc" : "";
    List<TermView> found =
        queries.list(
            COLUMNS
                + " order by t.starts_on"
                + direction
                + ", t.id offset ? rows fetch next ? rows only",
            TermQueries::view,
            Id.orNone(schoolId),
            query.offset(),
            query.size());
    Map<String, List<Holiday>> holidays =
        queries
            .list(HOLIDAYS + " order by h.on_date", TermQueries::holiday, Id.orNone(schoolId))
            .stream()
            .collect(
                Collectors.groupingBy(
                    TermHoliday::termId,
                    Collectors.mapping(TermHoliday::holiday, Collectors.toList())));
    return found.stream()
        .map(term -> term.with(holidays.getOrDefault(term.id(), List.of())))
        .toList();
  }

  /** Returns the number of a school's terms. */
  @Transactional
  long count(String schoolId) {
    return queries
        .find(
            "select count(*) from term where school_id = ?",
            row -> Long.valueOf(row.integer(1)),
            Id.orNone(schoolId))
        .orElseThrow();
  }

  /** Returns a term of a school; empty if the school has none with this id. */
  @Transactional
  Optional<TermView> findView(String schoolId, String termId) {
    long school = Id.orNone(schoolId);
    long term = Id.orNone(termId);
    return queries
        .find(COLUMNS + " and t.id = ?", TermQueries::view, school, term)
        .map(
            found ->
                found.with(
                    queries
                        .list(
                            HOLIDAYS + " and t.id = ? order by h.on_date",
                            TermQueries::holiday,
                            school,
                            term)
                        .stream()
                        .map(TermHoliday::holiday)
                        .toList()));
  }

  private static TermView view(Row row) throws SQLException {
    return new TermView(
        row.id(1),
        row.id(2),
        row.text(3),
        row.text(4),
        row.date(5),
        row.date(6),
        List.of(),
        row.integer(7));
  }

  private static TermHoliday holiday(Row row) throws SQLException {
    return new TermHoliday(row.id(1), new Holiday(row.date(2), row.text(3)));
  }
}
