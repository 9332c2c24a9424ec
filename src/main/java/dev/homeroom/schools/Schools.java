package dev.homeroom.schools;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    return list(List.of(schoolId)).stream().findFirst();
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

  /**
   * Returns the present days of schools, by the ids of their schools; of those that there are.
   *
   * @param schoolIds at least one
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Map<String, SchoolDay> findToday(Collection<String> schoolIds) {
    Instant now = clock.instant();
    return list(schoolIds).stream()
        .collect(Collectors.toMap(School::id, school -> SchoolDay.at(school, now)));
  }

  private List<School> list(Collection<String> schoolIds) {
    return queries.list(
        "select id, name, time_zone, currency, pass_mark from school where id in ("
            + Queries.marks(schoolIds.size())
            + ")",
        row ->
            new School(row.id(1), row.text(2), ZoneId.of(row.text(3)), row.text(4), row.decimal(5)),
        Id.numbers(schoolIds));
  }
}
