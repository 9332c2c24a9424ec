package dev.homeroom.schools;

import dev.homeroom.schools.TermInput.HolidayInput;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Writes terms and holidays, and reads them before a change; its callers hold the transaction. */
@ApplicationScoped
class TermRepository {
  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;

  /** Returns a term of a school; empty if the school has none with this id. */
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
