package dev.homeroom.users;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the people of the district from the database, without a cache. */
@ApplicationScoped
public class People {
  private static final String FIND =
      """
      select p.id, p.name, p.school_id, r.role_name,
             p.active and coalesce(a.state, 'active') = 'active'
      from person p
      left join account a on a.person_id = p.id
      left join person_role r on r.person_id = p.id
      where p.id = ?
      """;

  @Inject Queries queries;

  /**
   * Returns a person; empty if there is none with this id. Text that cannot be an id costs no
   * query.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<Person> findPerson(String personId) {
    OptionalLong number = Id.number(personId);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    List<Person> rows = queries.list(FIND, People::oneRole, number.getAsLong());
    return rows.stream().findFirst().map(first -> withRolesOf(first, rows));
  }

  private static Person oneRole(Row row) throws java.sql.SQLException {
    String role = row.textOrNull(4);
    Set<String> roles = role == null ? Set.of() : Set.of(role);
    return new Person(row.id(1), row.text(2), row.idOrNull(3), roles, row.bool(5));
  }

  private static Person withRolesOf(Person first, List<Person> rows) {
    Set<String> roles =
        rows.stream().flatMap(row -> row.roles().stream()).collect(Collectors.toSet());
    return new Person(first.id(), first.name(), first.schoolId(), roles, first.active());
  }
}
