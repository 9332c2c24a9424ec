package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.RoleName;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.CacheService;
import dev.homeroom.classes.ClassLinkRows.Period;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.testkit.TestRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links of people to classes; today is 2026-11-20. */
class ClassLinksTest {
  private static final String MATHS = "900051";
  private static final String ART = "900052";
  private static final String ANN = "900103";
  private static final String TOM = "900102";
  private static final String HEDWIG = "900101";
  private static final Actor HEAD = caller("900011", RoleName.SCHOOL_ADMIN);
  private static final Actor SUPER = caller(null, RoleName.SUPER_ADMIN);

  private final List<String> replaced = new ArrayList<>();
  private final DataSource database = TestDatabase.oneClass();
  private final Queries queries = new Queries(database);
  private ClassLinks links;

  @BeforeEach
  void make() {
    links =
        new TestBeans(database, Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC))
            .with(CacheService.class, RecordedTags.cache(tag -> replaced.add(tag.name())))
            .get(ClassLinks.class);
  }

  @Test
  void enrol_withoutDays_isFromTodayWithoutEnd_andAgainChangesNothing() {
    enrol(ART, ANN, null, null);

    assertThat(periods("enrolment", ART)).containsExactly(period("2026-11-20", "2999-12-31"));
    assertThat(replaced)
        .containsExactlyInAnyOrder(
            "access:900103", "user:900103", "class:900052", "classes:900011", "people:900011");
    replaced.clear();
    enrol(ART, ANN, null, null);
    assertThat(replaced).isEmpty();
  }

  @Test
  void enrol_replacesTheTagsOfTheTeachers_sinceTheySeeTheStudents() {
    enrol(MATHS, ANN, null, "2026-12-18");

    assertThat(replaced).contains("user:" + TOM).doesNotContain("access:" + TOM);
    assertThat(periods("enrolment", MATHS)).containsExactly(period("1900-01-01", "2026-12-18"));
  }

  @Test
  void enrol_replacesTheDaysThatOverlap_andLeavesEarlierOnes() {
    enrol(ART, ANN, "2026-10-12", "2026-10-30");
    enrol(ART, ANN, "2026-11-02", "2026-11-30");
    enrol(ART, ANN, "2026-11-16", "2026-12-18");

    assertThat(periods("enrolment", ART))
        .containsExactly(period("2026-10-12", "2026-10-30"), period("2026-11-16", "2026-12-18"));
  }

  @Test
  void end_isYesterday_orNothingIsLeftOfALinkThatBeganToday() {
    links.end(HEAD, ClassLink.STUDENT, MATHS, ANN);
    assertThat(periods("enrolment", MATHS)).containsExactly(period("1900-01-01", "2026-11-19"));
    assertThat(replaced).contains("user:" + TOM, "access:" + ANN);
    replaced.clear();
    links.end(HEAD, ClassLink.STUDENT, MATHS, ANN);
    assertThat(replaced).isEmpty();

    enrol(ART, ANN, null, null);
    links.end(HEAD, ClassLink.STUDENT, ART, ANN);
    assertThat(periods("enrolment", ART)).isEmpty();
  }

  @Test
  void teacher_isLinked_andTheLinkEnds() {
    links.link(HEAD, ClassLink.TEACHER, ART, TOM, ClassLinkInput.OPEN);
    assertThat(periods("class_teacher", ART)).containsExactly(period("2026-11-20", "2999-12-31"));
    links.end(HEAD, ClassLink.TEACHER, MATHS, TOM);
    assertThat(periods("class_teacher", MATHS)).containsExactly(period("1900-01-01", "2026-11-19"));
  }

  @Test
  void link_ofWhoeverDoesNotFit_isRefused_andWritesNothing() {
    queries.update("update person set active = false where id = 900104");
    queries.update(
        "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
            + " subscribed_until) select 900012, district_id, name, time_zone, currency, plan,"
            + " seats, subscribed_until from school");
    queries.update("update person set school_id = 900012 where id = 900105");
    assertThat(field(SUPER, ClassLink.STUDENT, ART, HEDWIG)).isEqualTo("studentId role");
    assertThat(field(SUPER, ClassLink.TEACHER, ART, ANN)).isEqualTo("teacherId role");
    assertThat(field(SUPER, ClassLink.STUDENT, ART, "900104")).isEqualTo("studentId active");
    assertThat(field(SUPER, ClassLink.STUDENT, ART, "900105")).isEqualTo("studentId school");
    assertThat(refusal(HEAD, ClassLink.STUDENT, ART, "900105", ClassLinkInput.OPEN).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(count()).isEqualTo(4);
    assertThat(replaced).isEmpty();
  }

  @Test
  void link_withDaysThatMeanNothing_isRefused() {
    for (String[] days :
        new String[][] {
          {"1899-12-31", null, "from"},
          {"3000-01-01", null, "from"},
          {"2026-11-02", "2026-11-01", "until"},
          {null, "2026-11-01", "until"},
          {null, "3000-01-01", "until"}
        }) {
      ClassLinkInput input = new ClassLinkInput(date(days[0]), date(days[1]));
      ProblemException refused = refusal(HEAD, ClassLink.STUDENT, ART, ANN, input);
      assertThat(refused.errors().get(0).field()).isEqualTo(days[2]);
    }
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void classOutOfReach_isForbidden_whetherOrNotItExists_andMissingToSuperAdministrators() {
    Actor other = caller("900012", RoleName.SCHOOL_ADMIN);
    Actor teacher = caller("900011", RoleName.TEACHER);
    for (Actor caller : List.of(other, teacher)) {
      assertThat(code(caller, ART, ANN)).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(code(caller, "1", ANN)).isEqualTo(ErrorCode.FORBIDDEN);
    }
    assertThat(code(HEAD, "1", ANN)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(HEAD, ART, "1")).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(SUPER, "1", ANN)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(SUPER, ART, "x'")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private void enrol(String classId, String student, String from, String until) {
    links.link(
        HEAD, ClassLink.STUDENT, classId, student, new ClassLinkInput(date(from), date(until)));
  }

  private ErrorCode code(Actor caller, String classId, String person) {
    return refusal(caller, ClassLink.STUDENT, classId, person, ClassLinkInput.OPEN).code();
  }

  private String field(Actor caller, ClassLink link, String classId, String person) {
    ProblemException refused = refusal(caller, link, classId, person, ClassLinkInput.OPEN);
    return refused.errors().get(0).field() + " " + refused.errors().get(0).rule();
  }

  private ProblemException refusal(
      Actor caller, ClassLink link, String classId, String person, ClassLinkInput input) {
    return catchThrowableOfType(
        ProblemException.class, () -> links.link(caller, link, classId, person, input));
  }

  private int count() {
    return queries
        .find(
            "select (select count(*) from enrolment) + (select count(*) from class_teacher)",
            row -> row.integer(1))
        .orElseThrow();
  }

  private List<Period> periods(String table, String classId) {
    String column = table.equals("enrolment") ? "student_id" : "teacher_id";
    return queries.list(
        "select valid_from, valid_until from %s where class_id = ? and %s in (900102, 900103) order by 1"
            .formatted(table, column),
        row -> new Period(row.date(1), row.date(2)),
        Long.valueOf(classId));
  }

  private static Period period(String from, String until) {
    return new Period(LocalDate.parse(from), LocalDate.parse(until));
  }

  private static LocalDate date(String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static Actor caller(String school, String role) {
    Set<String> permissions =
        role.equals(RoleName.SCHOOL_ADMIN) ? Set.of("users:write") : Set.of("users:read");
    return AuditInstance.actor(
        TestRecords.of(
            "1",
            "P",
            school,
            Set.of(role),
            permissions,
            true,
            "900031",
            Set.of(ART),
            Set.of(),
            Set.of()));
  }
}
