package dev.homeroom.users;

import dev.homeroom.http.ListQuery;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads people as they are shown, without a cache. Each method throws if the database is away. */
@ApplicationScoped
class UserQueries {
  private static final String COLUMNS =
      """
      select p.id, a.username, p.name, p.kind, p.school_id, p.grade_level, p.active, a.state,
        a.last_login, p.version
      """;

  private static final String PEOPLE = " from person p left join account a on a.person_id = p.id";

  @Inject Queries queries;

  private record Details(@Nullable String email, @Nullable String position) {}

  private record RoleOf(String personId, String name) {}

  /** Returns a person with roles and links; empty if there is none with this id. */
  @Transactional
  Optional<UserView> findView(String personId) {
    long id = Id.orNone(personId);
    List<UserRow> rows =
        withRoles(queries.list(COLUMNS + PEOPLE + " where p.id = ?", UserQueries::row, id));
    return rows.stream().findFirst().map(row -> view(row, id));
  }

  private UserView view(UserRow row, long id) {
    Details details =
        queries
            .find(
                "select email, position from person where id = ?",
                found -> new Details(found.textOrNull(1), found.textOrNull(2)),
                id)
            .orElseThrow();
    return new UserView(
        row.id(),
        row.username(),
        row.name(),
        row.kind(),
        row.roles(),
        row.schoolId(),
        row.gradeLevel(),
        details.email(),
        details.position(),
        row.state(),
        linked("child_id", "parent_id", id),
        linked("parent_id", "child_id", id),
        row.version());
  }

  /** Returns how a person is reached; empty if there is none with this id. */
  @Transactional
  Optional<UserContact> findContact(String personId) {
    return queries.find(
        "select email from person where id = ?",
        row -> new UserContact(row.textOrNull(1)),
        Id.orNone(personId));
  }

  /** Returns the ids of a person's parents and children. */
  @Transactional
  List<String> listLinked(String personId) {
    long id = Id.orNone(personId);
    return Stream.of(linked("child_id", "parent_id", id), linked("parent_id", "child_id", id))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> linked(String wanted, String given, long id) {
    return queries.list(
        "select %s from parent_child where %s = ? order by %s".formatted(wanted, given, wanted),
        row -> row.id(1),
        id);
  }

  /** Returns a page of the people that pass the filters. */
  @Transactional
  List<UserRow> list(ListQuery query, UserFilter filter) {
    String order =
        switch (query.sort()) {
          case "username" -> "a.username";
          case "last_login" -> "a.last_login";
          default -> "p.sort_key";
        };
    return withRoles(
        queries.list(
            COLUMNS
                + PEOPLE
                + filter.where()
                + " order by "
                + order
                + (query.descending() ? " desc" : "")
                + " nulls last, p.id offset "
                + query.offset()
                + " rows fetch first "
                + query.size()
                + " rows only",
            UserQueries::row,
            filter.parameters()));
  }

  /** Returns the number of people that pass the filters. */
  @Transactional
  long count(UserFilter filter) {
    return queries
        .find(
            "select count(*)" + PEOPLE + filter.where(),
            row -> Long.parseLong(row.id(1)),
            filter.parameters())
        .orElseThrow();
  }

  /** Returns the school of a class; empty if there is no such class. */
  @Transactional
  Optional<String> findSchoolOfClass(String classId) {
    return queries.find(
        "select school_id from class where id = ?", row -> row.id(1), Id.orNone(classId));
  }

  private List<UserRow> withRoles(List<UserRow> rows) {
    if (rows.isEmpty()) {
      return rows;
    }
    String marks = Queries.marks(rows.size());
    Map<String, List<String>> roles =
        queries
            .list(
                "select person_id, role_name from person_role where person_id in ("
                    + marks
                    + ") order by role_name",
                row -> new RoleOf(row.id(1), row.text(2)),
                rows.stream().map(row -> (Object) Long.valueOf(row.id())).toArray())
            .stream()
            .collect(
                Collectors.groupingBy(
                    RoleOf::personId, Collectors.mapping(RoleOf::name, Collectors.toList())));
    return rows.stream()
        .map(row -> row.withRoles(roles.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static UserRow row(Row row) throws SQLException {
    return new UserRow(
        row.id(1),
        row.textOrNull(2),
        row.text(3),
        row.text(4),
        List.of(),
        row.idOrNull(5),
        row.textOrNull(6),
        StoredUser.state(row.bool(7), row.textOrNull(8)),
        row.instantOrNull(9),
        row.integer(10));
  }
}
