package dev.homeroom.schools;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/** The terms of the schools, as the database has them: no cache between. */
@ApplicationScoped
public class Terms {
  @Inject Queries queries;
  @Inject Clock clock;

  /**
   * Returns the id of the term that today, by the school's own calendar, lies in; empty between
   * terms, and if there is no such school.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<String> currentTermId(String schoolId) {
    OptionalLong number = Id.number(schoolId);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return queries
        .find("select time_zone from school where id = ?", row -> row.text(1), number.getAsLong())
        .flatMap(
            zone -> termOn(number.getAsLong(), LocalDate.now(clock.withZone(ZoneId.of(zone)))));
  }

  private Optional<String> termOn(long schoolId, LocalDate date) {
    return queries.find(
        "select id from term where school_id = ? and starts_on <= ? and ends_on >= ?"
            + " order by starts_on desc",
        row -> row.id(1),
        schoolId,
        date,
        date);
  }
}
