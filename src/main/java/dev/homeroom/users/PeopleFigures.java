package dev.homeroom.users;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import dev.homeroom.users.SchoolStaff.PositionCount;
import dev.homeroom.users.StudentsByGrade.GradeCount;
import dev.homeroom.users.UsersByRole.RoleCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Counts people, by one or two statements each; each method throws if the database is away. */
@ApplicationScoped
public class PeopleFigures {
  private static final int MAX_ROLES = 100;

  private static final String COUNT_STUDENTS =
      "select count(case when active then 1 end), count(case when not active then 1 end)"
          + " from person where kind = 'student'";

  /** Selects the roles of the people that have not left and have no disabled account. */
  private static final String WITH_ROLES =
      """
      (select l.person_id, l.role_name from person_role l join person p on p.id = l.person_id
       left join account a on a.person_id = p.id
       where p.active and coalesce(a.state, 'active') = 'active') u
      """;

  @Inject Queries queries;

  private record CountedRole(boolean builtIn, RoleCount count) {}

  /** Returns the students of a school by grade level. */
  @Transactional
  public StudentsByGrade studentsByGrade(String schoolId) {
    return StudentsByGrade.of(
        queries.list(
            "select grade_level, count(*) from person"
                + " where school_id = ? and kind = 'student' and active group by grade_level",
            row -> new GradeCount(row.textOrNull(1), row.integer(2)),
            Id.orNone(schoolId)));
  }

  /** Returns the current employees of a school, by kind and position. */
  @Transactional
  public SchoolStaff staff(String schoolId) {
    return SchoolStaff.of(
        queries.list(
            "select kind, position, count(*) from person where school_id = ?"
                + " and kind in ('teacher', 'staff', 'admin') and active group by kind, position",
            row -> new PositionCount(row.text(1), row.textOrNull(2), row.integer(3)),
            Id.orNone(schoolId)));
  }

  /** Returns the people of the district by role. */
  @Transactional
  public UsersByRole usersByRole() {
    List<RoleCount> all =
        queries
            .list(
                "select r.built_in, r.name, count(u.person_id) from role r left join "
                    + WITH_ROLES
                    + " on u.role_name = r.name group by r.built_in, r.name",
                row -> new CountedRole(row.bool(1), new RoleCount(row.text(2), row.integer(3))))
            .stream()
            // Sorted here: each database has an order of its own for texts.
            .sorted(
                Comparator.comparing(CountedRole::builtIn)
                    .reversed()
                    .thenComparing(role -> role.count().role()))
            .map(CountedRole::count)
            .toList();
    int users =
        queries
            .find("select count(distinct u.person_id) from " + WITH_ROLES, row -> row.integer(1))
            .orElseThrow();
    return new UsersByRole(users, all.stream().limit(MAX_ROLES).toList(), all.size() > MAX_ROLES);
  }

  /** Returns the students of the district. */
  @Transactional
  public StudentCounts students() {
    return queries.find(COUNT_STUDENTS, PeopleFigures::students).orElseThrow();
  }

  /** Returns the students of one school; none if there is no such school. */
  @Transactional
  public StudentCounts students(String schoolId) {
    return queries
        .find(COUNT_STUDENTS + " and school_id = ?", PeopleFigures::students, Id.orNone(schoolId))
        .orElseThrow();
  }

  private static StudentCounts students(Row row) throws SQLException {
    return new StudentCounts(row.integer(1), row.integer(2));
  }
}
