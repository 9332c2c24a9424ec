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

  /** Counts all and those who have left, each in an index, so that no row is read. */
  private static final String COUNT_STUDENTS =
      "select s.id, (select count(*) from person p"
          + " where p.school_id = s.id and p.kind = 'student'),"
          + " (select count(*) from person p"
          + " where p.school_id = s.id and p.kind = 'student' and not p.active)"
          + " from school s where s.id in (";

  /** People who have left, or have an account that is not active: few beside all. */
  private static final String FORMER =
      "(select id from person where not active"
          + " union select person_id from account where state <> 'active') f"
          + " join person_role l on l.person_id = f.id";

  /** Counts everybody by role, and takes the former ones off, so that no one is looked up. */
  private static final String COUNT_ROLES =
      "select r.built_in, r.name, (select count(*) from person_role a where a.role_name = r.name)"
          + " - coalesce(o.people, 0) from role r"
          + " left join (select l.role_name, count(*) as people from "
          + FORMER
          + " group by l.role_name) o on o.role_name = r.name";

  private static final String COUNT_USERS =
      "select (select count(distinct person_id) from person_role)"
          + " - (select count(distinct l.person_id) from "
          + FORMER
          + ")";

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
                COUNT_ROLES,
                row -> new CountedRole(row.bool(1), new RoleCount(row.text(2), row.integer(3))))
            .stream()
            // Sorted here: each database has an order of its own for texts.
            .sorted(
                Comparator.comparing(CountedRole::builtIn)
                    .reversed()
                    .thenComparing(role -> role.count().role()))
            .map(CountedRole::count)
            .toList();
    int users = queries.find(COUNT_USERS, row -> row.integer(1)).orElseThrow();
    return new UsersByRole(users, all.stream().limit(MAX_ROLES).toList(), all.size() > MAX_ROLES);
  }

  /** Returns the students of schools, by the ids of those schools that are there. */
  @Transactional
  public Map<String, StudentCounts> students(Collection<String> schoolIds) {
    Map<String, StudentCounts> found = new HashMap<>();
    queries.list(
        COUNT_STUDENTS + Queries.marks(schoolIds.size()) + ")",
        row -> {
          int inactive = row.integer(3);
          return found.put(row.id(1), new StudentCounts(row.integer(2) - inactive, inactive));
        },
        Id.numbers(schoolIds));
    return found;
  }
}
