package dev.homeroom.classes;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads and writes the periods of links of people to classes; its callers hold the transaction. */
@ApplicationScoped
class ClassLinkRows {
  @Inject Queries queries;

  /**
   * A period of a link, both days included.
   *
   * @param from the first day
   * @param until the last day
   */
  record Period(LocalDate from, LocalDate until) {
    boolean contains(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(until);
    }

    boolean overlaps(Period other) {
      return !until.isBefore(other.from) && !from.isAfter(other.until);
    }
  }

  /** The link of a person to a class, by their ids in the database. */
  record Pair(ClassLink link, long classId, long personId) {
    static Pair of(ClassLink link, String classId, String personId) {
      return new Pair(link, Id.orNone(classId), Id.orNone(personId));
    }

    private String sql(String text) {
      return text.replace("{table}", link.table()).replace("{column}", link.column());
    }
  }

  /**
   * Returns a class, and holds its row until the transaction ends, so that writers of its links
   * take turns; empty if there is none.
   */
  Optional<SchoolClass> lockClass(String classId) {
    return queries.find(
        "select id, school_id, term_id, name from class where id = ? for update",
        row -> new SchoolClass(row.id(1), row.id(2), row.id(3), row.text(4)),
        Id.orNone(classId));
  }

  /** Returns the periods, the earliest first. */
  List<Period> list(Pair pair) {
    return queries.list(
        pair.sql(
            "select valid_from, valid_until from {table} where class_id = ? and {column} = ?"
                + " order by valid_from"),
        row -> new Period(row.date(1), row.date(2)),
        pair.classId(),
        pair.personId());
  }

  void add(Pair pair, Period period) {
    queries.update(
        pair.sql(
            "insert into {table} (class_id, {column}, valid_from, valid_until)"
                + " values (?, ?, ?, ?)"),
        pair.classId(),
        pair.personId(),
        period.from(),
        period.until());
  }

  /** Removes the periods that have a day in common with this one. */
  void removeOverlapping(Pair pair, Period period) {
    queries.update(
        pair.sql(
            "delete from {table} where class_id = ? and {column} = ?"
                + " and valid_from <= ? and valid_until >= ?"),
        pair.classId(),
        pair.personId(),
        period.until(),
        period.from());
  }

  /** Returns how many others are linked to the class at some time in the period. */
  int others(Pair pair, Period period) {
    return queries
        .find(
            pair.sql(
                "select count(distinct {column}) from {table} where class_id = ? and {column} <> ?"
                    + " and valid_from <= ? and valid_until >= ?"),
            row -> row.integer(1),
            pair.classId(),
            pair.personId(),
            period.until(),
            period.from())
        .orElseThrow();
  }

  /** Returns the ids of all teachers of the class, at any time. */
  List<String> teachers(long classId) {
    return queries.list(
        "select distinct teacher_id from class_teacher where class_id = ?",
        row -> row.id(1),
        classId);
  }
}
