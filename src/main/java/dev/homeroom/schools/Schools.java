package dev.homeroom.schools;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the schools from the database, without a cache. */
@ApplicationScoped
public class Schools {
  @Inject Queries queries;
  @Inject Clock clock;

  /**
   * Returns a school; empty if there is none with this id.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<School> findSchool(String schoolId) {
    return queries.find(
        "select id, name, time_zone, currency, pass_mark from school where id = ?",
        row ->
            new School(row.id(1), row.text(2), ZoneId.of(row.text(3)), row.text(4), row.decimal(5)),
        Id.orNone(schoolId));
  }

  /**
   * Returns the present day of a school; empty if there is none with this id.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<SchoolDay> findToday(String schoolId) {
    return findSchool(schoolId).map(school -> SchoolDay.at(school, clock.instant()));
  }
}
