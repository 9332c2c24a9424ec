package dev.homeroom.schools;

import dev.homeroom.access.Relations.AccessTerm;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;

/** Reads the terms by which access is judged, from the database and without a cache. */
@ApplicationScoped
public class AccessTerms {
  @Inject Queries queries;

  /**
   * Returns the school's term on a day, between two terms the one that ended last; empty before the
   * first, and if there is no such school.
   *
   * @param date by the school's own calendar
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<AccessTerm> find(String schoolId, LocalDate date) {
    return queries.find(
        """
        select id, ends_on from term where school_id = ? and starts_on <= ?
        order by case when ends_on >= ? then 0 else 1 end,
          case when ends_on >= ? then starts_on else ends_on end desc, id desc
        fetch first 1 rows only
        """,
        row -> new AccessTerm(row.id(1), row.date(2).isBefore(date) ? row.date(2) : date),
        Id.orNone(schoolId),
        date,
        date,
        date);
  }
}
