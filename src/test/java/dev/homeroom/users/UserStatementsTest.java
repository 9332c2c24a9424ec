package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.auth.TestAccess;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.TestRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and views of people ask as many statements for many rows as for few. */
class UserStatementsTest {
  private static final String PAUL = "900106";
  private static final String ANN = "900103";
  private static final AccessRecord SUPER = caller("900100", null, RoleName.SUPER_ADMIN);
  private static final AccessRecord OTHER_HEAD = caller("900199", "900012", RoleName.SCHOOL_ADMIN);

  /** One class; Ben is disabled, Cy has left, and Paul has a child in the second school too. */
  private static final List<String> FEW_ROWS =
      List.of(
          "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
              + " subscribed_until) select 900012, district_id, 'Second', time_zone, currency,"
              + " plan, seats, subscribed_until from school",
          "insert into person (id, school_id, name, kind) values"
              + " (900199, 900012, 'Zoe First', 'student')",
          "insert into parent_child (parent_id, child_id) values (900106, 900199)",
          "update account set state = 'disabled' where person_id = 900104",
          "update person set active = false where id = 900105");

  /** Many people of each state, in the class, with two roles; many links of Paul and of Ann. */
  private static final List<String> MANY_ROWS =
      List.of(
          "insert into person (id, school_id, name, kind, grade_level, active) select x, 900011,"
              + " 'First ' || x, 'student', '7', mod(x, 3) <> 0 from system_range(1, 150)",
          "insert into account (person_id, username, password_hash, state) select x, 'u' || x,"
              + " 'none', case mod(x, 3) when 1 then 'disabled' else 'active' end"
              + " from system_range(1, 150)",
          "insert into person_role (person_id, role_name) select x, 'STUDENT'"
              + " from system_range(1, 150)",
          "insert into person_role (person_id, role_name) select x, 'PARENT'"
              + " from system_range(1, 150)",
          "insert into person_role (person_id, role_name) values"
              + " (900106, 'STAFF'), (900103, 'PARENT')",
          "insert into enrolment (class_id, student_id) select 900051, x from system_range(1, 150)",
          "insert into parent_child (parent_id, child_id) select 900106, x"
              + " from system_range(1, 49)",
          "insert into parent_child (parent_id, child_id) select x, 900103"
              + " from system_range(1, 49)",
          "insert into enrolment (class_id, student_id, valid_from, valid_until)"
              + " select 900052, 900103, dateadd(day, x, date '2020-01-01'),"
              + " dateadd(day, x, date '2020-01-01') from system_range(1, 90)",
          "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at)"
              + " select x, 900052, dateadd(day, x, date '2020-01-01'), 900102,"
              + " timestamp with time zone '2026-01-01 00:00:00+00' from system_range(1, 90)",
          "insert into attendance_mark (sheet_id, student_id, mark) select x, 900103, 'present'"
              + " from system_range(1, 90)",
          "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
              + " select x, 900011, 900103, 'Fee', date '2026-10-01', date '2026-10-02', 9"
              + " from system_range(1, 90)",
          "insert into payment (id, school_id, invoice_id, amount, method, paid_at)"
              + " select x, 900011, x, 1, 'card',"
              + " timestamp with time zone '2026-10-02 00:00:00+00' from system_range(1, 90)");

  private static final DataSource FEW = database(FEW_ROWS);
  private static final DataSource MANY = database(FEW_ROWS, MANY_ROWS);

  @SafeVarargs
  private static DataSource database(List<String>... scripts) {
    DataSource made = TestDatabase.oneClass();
    for (List<String> script : scripts) {
      script.forEach(new Queries(made)::update);
    }
    return made;
  }

  private static AccessRecord caller(String id, String school, String role) {
    Set<String> roles = Set.of(role);
    return TestRecords.of(
        id, "C", school, roles, Set.of(), true, null, Set.of(), Set.of(), Set.of());
  }

  /** What one reading answered, and the statements that it asked. */
  private record Reading(String answer, int asked) {
    int rows(String mark) {
      return answer.split(mark, -1).length - 1;
    }
  }

  /** Reads with an empty cache. */
  private static Reading read(DataSource database, Function<TestBeans, String> work) {
    try (CacheFixture cache = new CacheFixture()) {
      CountedQueries queries = new CountedQueries(database);
      TestBeans beans =
          new TestBeans(database, cache.time)
              .with(Queries.class, queries)
              .with(CacheService.class, cache.service());
      beans.with(AccessRecords.class, TestAccess.over(beans));
      List<String> answers = new ArrayList<>();
      int asked = queries.during(() -> answers.add(work.apply(beans)));
      return new Reading(answers.get(0), asked);
    }
  }

  private static void hasAsMany(Function<TestBeans, String> work, String mark, int least) {
    Reading few = read(FEW, work);
    Reading many = read(MANY, work);
    assertThat(few.rows(mark)).as(few.answer()).isBetween(1, 20);
    assertThat(many.rows(mark)).as(many.answer()).isGreaterThanOrEqualTo(least);
    assertThat(many.asked()).as("statements").isEqualTo(few.asked());
  }

  private static String text(Cached<?> value) {
    return new String(value.payload(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=name",
        "sort=-username",
        "sort=last_login",
        "q=first",
        "role=PARENT",
        "school=900011",
        "class=900051",
        "grade=7",
        "state=active",
        "state=disabled",
        "state=left",
        "q=first&role=STUDENT&school=900011&class=900051&grade=7&state=active"
      })
  void list(String query) {
    String[] parameters = (query + "&size=200").split("&", -1);

    hasAsMany(
        beans ->
            text(
                beans
                    .get(CachedUsers.class)
                    .list(UserLists.of(SUPER, UserListsTest.map(parameters)))
                    .get(0)),
        "\"id\":",
        40);
  }

  /** What {@code GET /api/users/{id}} does, for an administrator of one child's school. */
  @Test
  void view_ofAParent_andTheRightToSeeIt() {
    hasAsMany(
        beans -> {
          AccessRecord subject = beans.get(AccessRecords.class).find(PAUL).orElseThrow();
          assertThat(UserAccess.maySee(OTHER_HEAD, subject)).isTrue();
          return text(beans.get(CachedUsers.class).user(PAUL, "900011"));
        },
        "\"[0-9]+\"[,\\]]",
        50);
  }

  @Test
  void export_ofAPupil() {
    hasAsMany(
        beans ->
            new String(
                beans.get(UserExports.class).export(AuditInstance.actor(SUPER), ANN, null, null),
                StandardCharsets.UTF_8),
        "\"receipt_number\":",
        90);
  }
}
