package dev.homeroom.schools;

import dev.homeroom.http.ListQuery;
import dev.homeroom.schools.TermInput.HolidayInput;
import dev.homeroom.schools.TermView.Holiday;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Terms, academic years and holidays in the database. Each method throws if it is away. */
@ApplicationScoped
class TermRepository {
  private static final String COLUMNS =
      "select t.id, t.school_id, y.name, t.name, t.starts_on, t.ends_on, t.version from term t"
          + " join academic_year y on y.id = t.academic_year_id where t.school_id = ?";

  private static final String HOLIDAYS =
      "select t.id, h.on_date, h.name from term t join holiday h on h.school_id = t.school_id"
          + " and h.on_date between t.starts_on and t.ends_on where t.school_id = ?";

  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

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
            TermRepository::view,
            Id.orNone(schoolId),
            query.offset(),
            query.size());
    Map<String, List<Holiday>> holidays =
        queries
            .list(HOLIDAYS + " order by h.on_date", TermRepository::holiday, Id.orNone(schoolId))
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
        .find(COLUMNS + " and t.id = ?", TermRepository::view, school, term)
        .map(
            found ->
                found.with(
                    queries
                        .list(
                            HOLIDAYS + " and t.id = ? order by h.on_date",
                            TermRepository::holiday,
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

  /** Returns a term; in the caller's transaction, as the methods below. */
  Optional<StoredTerm> find(long schoolId, String termId) {
    return Optional.ofNullable(entities.find(StoredTerm.class, Id.orNone(termId)))
        .filter(term -> term.schoolId == schoolId);
  }

  /** Returns the name of another term of the school that has a day in common with this one. */
  Optional<String> findOverlap(StoredTerm term) {
    return queries.find(
        "select name from term where school_id = ? and id <> ? and starts_on <= ?"
            + " and ends_on >= ? order by starts_on",
        row -> row.text(1),
        term.schoolId,
        term.id,
        term.endsOn,
        term.startsOn);
  }

  /** Returns whether attendance of the term's classes was taken outside its days. */
  boolean hasAttendanceOutside(StoredTerm term) {
    return queries
        .find(
            "select s.id from attendance_sheet s join class c on c.id = s.class_id"
                + " where c.term_id = ? and (s.on_date < ? or s.on_date > ?)"
                + " fetch first 1 rows only",
            row -> row.id(1),
            term.id,
            term.startsOn,
            term.endsOn)
        .isPresent();
  }

  /** Returns the school's academic year of a name. */
  Optional<StoredYear> findYear(long schoolId, String name) {
    return entities
        .createQuery(
            "select y from StoredYear y where y.schoolId = :school and y.name = :name"
                + " order by y.id",
            StoredYear.class)
        .setParameter("school", schoolId)
        .setParameter("name", name)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  void save(StoredYear year) {
    entities.persist(year);
    entities.flush();
  }

  /** Writes a new or changed term; its version is raised even if only its holidays change. */
  void save(StoredTerm term) {
    int before = term.version;
    entities.persist(term);
    entities.flush();
    if (term.version == before) {
      queries.update("update term set version = version + 1 where id = ?", term.id);
      entities.refresh(term);
    }
  }

  /** Replaces a school's holidays on the days of a span. */
  void replaceHolidays(long schoolId, LocalDate from, LocalDate to, List<HolidayInput> holidays) {
    queries.update(
        "delete from holiday where school_id = ? and on_date between ? and ?", schoolId, from, to);
    queries.batch(
        "insert into holiday (school_id, on_date, name) values (?, ?, ?)",
        holidays.stream()
            .map(holiday -> List.<Object>of(schoolId, holiday.date(), holiday.name()))
            .toList());
  }
}
