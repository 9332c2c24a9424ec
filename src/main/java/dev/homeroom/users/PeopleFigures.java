package dev.homeroom.users;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.users.SchoolStaff.PositionCount;
import dev.homeroom.users.StudentsByGrade.GradeCount;
import dev.homeroom.users.UsersByRole.RoleCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts people, by one or two statements each; each method throws if the database is away. */
@ApplicationScoped
public class PeopleFigures {
  private static final int MAX_ROLES = 100;

  private static final String COUNT_STUDENTS =
      "select school_id, count(case when active then 1 end),"
          + " count(case when not active then 1 end) from person"
          + " where kind = 'student' and school_id in (";

  /** People that have not left and have no disabled account. */
  private static final String CURRENT =
      """
       p.active and not exists (
        select 1 from account a where a.person_id = p.id and a.state <> 'active')
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
                "select r.built_in, r.name, coalesce(u.people, 0) from role r left join"
                    + " (select l.role_name, count(*) as people from person_role l"
                    + " join person p on p.id = l.person_id where"
                    + CURRENT
                    + " group by l.role_name) u on u.role_name = r.name",
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
            .find(
                "select count(*) from person p where exists"
                    + " (select 1 from person_role l where l.person_id = p.id) and"
                    + CURRENT,
                row -> row.integer(1))
            .orElseThrow();
    return new UsersByRole(users, all.stream().limit(MAX_ROLES).toList(), all.size() > MAX_ROLES);
  }

  /** Returns the students of schools, by the ids of those that have any. */
  @Transactional
  public Map<String, StudentCounts> students(Collection<String> schoolIds) {
    Map<String, StudentCounts> found = new HashMap<>();
    queries.list(
        COUNT_STUDENTS + Queries.marks(schoolIds.size()) + ") group by school_id",
        row -> found.put(row.id(1), new StudentCounts(row.integer(2), row.integer(3))),
        Id.numbers(schoolIds));
    return found;
  }
}
