package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.RoleName;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.classes.ClassLinkRows.Pair;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.testkit.TestRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A link of a person to a class asks as many statements in a full class, with many periods, as in
 * an empty one; today is 2026-11-20.
 */
class ClassLinkStatementsTest {
  private static final String ART = "900052";
  private static final String ANN = "900103";
  private static final Actor SUPER =
      AuditInstance.actor(
          TestRecords.of(
              "900100",
              "S",
              null,
              Set.of(RoleName.SUPER_ADMIN),
              Set.of(),
              true,
              null,
              Set.of(),
              Set.of(),
              Set.of()));

  private final CountedQueries queries = new CountedQueries(TestDatabase.oneClass());
  private final TestBeans beans =
      new TestBeans(
              TestDatabase.bare(),
              Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC))
          .with(Queries.class, queries)
          .with(CacheService.class, RecordedTags.cache(tag -> {}))
          .with(AuditLog.class, AuditInstance.log(TestDatabase.empty()));
  private final ClassLinks links = beans.get(ClassLinks.class);

  @Test
  void linkAndEnd() {
    addPeriods(1);
    int link = queries.during(this::link);
    int end = queries.during(this::end);
    queries.update("delete from enrolment where class_id = 900052");
    fillClass();
    addPeriods(60);
    assertThat(periods()).isEqualTo(60);

    assertThat(queries.during(this::link)).isEqualTo(link);
    assertThat(periods()).isEqualTo(1);

    queries.update("delete from enrolment where class_id = 900052 and student_id = 900103");
    addPeriods(60);
    assertThat(queries.during(this::end)).isEqualTo(end);
    assertThat(periods()).as("the one that had begun").isEqualTo(1);
  }

  private void link() {
    links.link(
        SUPER,
        ClassLink.STUDENT,
        ART,
        ANN,
        new ClassLinkInput(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 12, 31)));
  }

  private void end() {
    links.end(SUPER, ClassLink.STUDENT, ART, ANN);
  }

  private int periods() {
    return beans.get(ClassLinkRows.class).list(Pair.of(ClassLink.STUDENT, ART, ANN)).size();
  }

  /** Adds periods of two days each; the first one has begun yesterday. */
  private void addPeriods(int count) {
    queries.update(
        "insert into enrolment (class_id, student_id, valid_from, valid_until)"
            + " select 900052, 900103, dateadd(day, 2 * x, date '2026-11-17'),"
            + " dateadd(day, 2 * x + 1, date '2026-11-17') from system_range(1, ?)",
        count);
  }

  private void fillClass() {
    queries.update(
        "insert into person (id, school_id, name, kind) select x, 900011, 'P', 'student'"
            + " from system_range(1, 200)");
    queries.update(
        "insert into enrolment (class_id, student_id) select 900052, x from system_range(1, 150)");
    queries.update(
        "insert into class_teacher (class_id, teacher_id) select 900052, x"
            + " from system_range(151, 200)");
  }
}
