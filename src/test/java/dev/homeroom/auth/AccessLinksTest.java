package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Relations;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.users.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Links decide what an access record holds: of every school, by the term of that school and by the
 * days of the link. The fixture's school lies in Berlin, the other one in Tokyo.
 */
class AccessLinksTest {
  private static final String TOM = "900102";
  private static final String ANN = "900103";
  private static final String PAUL = "900106";
  private static final String MATHS = "900051";
  private static final String NEXT_TERMS = "900054";
  private static final String IN_TOKYO = "900053";

  private static final String OTHER_SCHOOL =
      """
      insert into school (id, district_id, name, time_zone, currency, plan, seats, subscribed_until)
        values (900012, 900001, 'Tokyo School', 'Asia/Tokyo', 'JPY', 'p', 9, '2027-11-20');
      insert into academic_year (id, school_id, name, starts_on, ends_on)
        values (900022, 900012, 'Year', '2026-09-01', '2027-07-16');
      insert into term (id, school_id, academic_year_id, name, starts_on, ends_on) values
        (900032, 900012, 900022, 'Autumn', '2026-09-01', '2027-02-26'),
        (900033, 900011, 900021, 'Second term', '2027-01-11', '2027-03-26');
      insert into course (id, school_id, name) values (900043, 900012, 'English');
      insert into class (id, school_id, term_id, course_id, name) values
        (900053, 900012, 900032, 900043, 'English'),
        (900054, 900011, 900033, 900041, 'Mathematics, second term');
      insert into person (id, school_id, name, kind) values (900112, 900012, 'Eva', 'student');
      insert into person_role (person_id, role_name) values (900112, 'STUDENT'), (900102, 'PARENT');
      insert into class_teacher (class_id, teacher_id) values (900053, 900102), (900054, 900102);
      insert into enrolment (class_id, student_id) values (900054, 900103);
      insert into parent_child (parent_id, child_id) values (900106, 900112), (900102, 900112);
      """;

  private final CacheFixture fixture = new CacheFixture();
  private final DataSource database = TestDatabase.oneClass();
  private final Queries queries = new Queries(database);
  private final CachedAccessRecords records = new CachedAccessRecords();
  private CacheService cache;

  @BeforeEach
  void make() throws ReflectiveOperationException {
    for (String statement : OTHER_SCHOOL.split(";\n", -1)) {
      if (!statement.isBlank()) {
        queries.update(statement);
      }
    }
    TestBeans beans = new TestBeans(database, fixture.time);
    cache = fixture.service();
    records.cache = cache;
    records.loader = new AccessRecordLoader();
    records.loader.people = beans.get(People.class);
    records.loader.permissions = beans.get(Permissions.class);
    records.loader.schools = beans.get(Schools.class);
    records.loader.accessTerms = beans.get(AccessTerms.class);
    List<Relations> relations = new ArrayList<>();
    for (String name : List.of("classes.ClassRelations", "users.ParentRelations")) {
      relations.add((Relations) beans.get(Class.forName("dev.homeroom." + name)));
    }
    records.loader.allRelations = relations;
    at("2026-11-20T11:00:00Z");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void teacher_ofClassesInTwoSchools_hasBoth_andNotThoseOfTheNextTerm() {
    assertThat(of(TOM).taughtClasses()).containsExactlyInAnyOrder(MATHS, IN_TOKYO);
    assertThat(of(TOM).termId()).isEqualTo("900031");
  }

  @Test
  void betweenTwoTerms_theLastOneHolds_ofEachSchoolByItself() {
    at("2026-12-25T11:00:00Z");
    assertThat(of(TOM).taughtClasses()).containsExactlyInAnyOrder(MATHS, IN_TOKYO);
    assertThat(of(ANN).enrolledClasses()).containsExactly(MATHS);
    assertThat(of(ANN).termId()).isEqualTo("900031");

    at("2027-01-12T11:00:00Z");
    assertThat(of(TOM).taughtClasses()).containsExactlyInAnyOrder(NEXT_TERMS, IN_TOKYO);
    assertThat(of(ANN).enrolledClasses()).containsExactly(NEXT_TERMS);

    at("2027-03-01T11:00:00Z");
    assertThat(of(TOM).taughtClasses())
        .as("Tokyo's term is over, and no other has begun")
        .containsExactlyInAnyOrder(NEXT_TERMS, IN_TOKYO);
  }

  @Test
  void beforeTheFirstTerm_nothingHolds() {
    at("2026-08-31T11:00:00Z");
    assertThat(of(TOM).taughtClasses()).isEmpty();
    assertThat(of(TOM).termId()).isNull();
  }

  @Test
  void linkThatIsOver_orHasNotBegun_doesNotHold() {
    queries.update("update class_teacher set valid_until = '2026-11-19' where class_id = 900051");
    queries.update("update enrolment set valid_from = '2026-11-21' where student_id = 900103");
    assertThat(of(TOM).taughtClasses()).containsExactly(IN_TOKYO);
    assertThat(of(ANN).enrolledClasses()).isEmpty();

    queries.update("update class_teacher set valid_until = '2026-11-20' where class_id = 900051");
    queries.update("update enrolment set valid_from = '2026-11-20' where student_id = 900103");
    forget();
    assertThat(of(TOM).taughtClasses()).contains(MATHS);
    assertThat(of(ANN).enrolledClasses()).containsExactly(MATHS);
  }

  @Test
  void linkUntilTheLastDayOfATerm_holdsUntilTheNextOneBegins() {
    queries.update("update enrolment set valid_until = '2026-12-18' where class_id = 900051");
    at("2026-12-25T11:00:00Z");
    assertThat(of(ANN).enrolledClasses()).containsExactly(MATHS);

    queries.update("update enrolment set valid_until = '2026-12-17' where class_id = 900051");
    forget();
    assertThat(of(ANN).enrolledClasses()).as("left before the term was over").isEmpty();
  }

  @Test
  void linkThatBeginsTomorrow_holdsFromTheSchoolsMidnight_withoutAWrite() {
    queries.update("update class_teacher set valid_from = '2026-11-21' where class_id = 900051");
    at("2026-11-20T22:55:00Z");
    assertThat(of(TOM).taughtClasses()).doesNotContain(MATHS);
    fixture.pass(Duration.ofMinutes(5));
    assertThat(of(TOM).taughtClasses()).contains(MATHS);
  }

  @Test
  void recordEndsWithTheDayOfALinkedSchoolToo() {
    queries.update("update class_teacher set valid_from = '2026-11-21' where class_id = 900053");
    at("2026-11-20T14:55:00Z");
    assertThat(of(TOM).taughtClasses()).doesNotContain(IN_TOKYO);
    fixture.pass(Duration.ofMinutes(5));
    assertThat(of(TOM).taughtClasses()).as("midnight in Tokyo").contains(IN_TOKYO);
  }

  @Test
  void changeOfALinkedSchoolsTerms_reachesTheRecord() {
    assertThat(of(TOM).taughtClasses()).contains(IN_TOKYO);
    queries.update("update term set starts_on = '2027-01-01' where id = 900032");
    cache.invalidate(List.of(Tag.of("school", "900012")));
    assertThat(of(TOM).taughtClasses()).doesNotContain(IN_TOKYO);
  }

  @Test
  void children_areThoseOfEverySchool_alsoOfATeacher() {
    assertThat(of(PAUL).children()).containsExactlyInAnyOrder(ANN, "900112");
    assertThat(of(TOM).children()).containsExactly("900112");
    assertThat(of(ANN).children()).isEmpty();
    assertThat(of(PAUL).childSchools()).containsExactlyInAnyOrder("900011", "900012");
    assertThat(of(TOM).childSchools()).containsExactly("900012");
    assertThat(of(ANN).childSchools()).isEmpty();
  }

  @Test
  void changeOfARole_reachesAllRecordsWithIt() {
    queries.update("insert into role (name) values ('desk')");
    queries.update("insert into person_role (person_id, role_name) values (900106, 'desk')");
    assertThat(of(PAUL).schoolPermissions()).doesNotContain("users:read");

    queries.update(
        "insert into role_permission (role_name, permission) values ('desk', 'users:read')");
    cache.invalidate(List.of(Tag.of("role", "desk")));
    assertThat(of(PAUL).schoolPermissions()).contains("users:read");
    assertThat(of(PAUL).permissions()).contains("payments:write");
    assertThat(of(PAUL).schoolPermissions()).doesNotContain("payments:write");
  }

  private AccessRecord of(String id) {
    return records.find(id).orElseThrow();
  }

  private void forget() {
    cache.invalidate(List.of(Tag.region("access")));
  }

  private void at(String moment) {
    fixture.pass(Duration.between(fixture.time.instant(), Instant.parse(moment)));
    forget();
  }
}
