package dev.homeroom.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.notices.NoticeBoard.Announcement;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notices of a class are for those who have it today. */
class NoticeDaysTest {
  private static final LoadScope SCOPE =
      new LoadScope() {
        @Override
        public void freshUntil(Instant end) {}

        @Override
        public void dependsOn(Tag tag) {}
      };

  private final DataSource database = TestDatabase.oneClass();
  private final TestBeans beans =
      new TestBeans(database, Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "enrolment, 900103, 2026-11-20, 2026-11-20, true",
    "enrolment, 900103, 2026-10-12, 2026-11-19, false",
    "enrolment, 900103, 2026-11-21, 2026-12-18, false",
    "class_teacher, 900102, 2026-11-20, 2026-11-20, true",
    "class_teacher, 900102, 2026-10-12, 2026-11-19, false",
    "class_teacher, 900102, 2026-11-21, 2026-12-18, false"
  })
  void noticeOfAClass_isForThoseWhoHaveItToday(
      String link, String person, String from, String until, boolean shown) {
    new Queries(database)
        .update(
            "update "
                + link
                + " set valid_from = date '"
                + from
                + "', valid_until = date '"
                + until
                + "'");
    SchoolDay day = beans.get(Schools.class).findToday("900011").orElseThrow();

    List<Announcement> found = beans.get(NoticeBoard.class).of(person, day, SCOPE).announcements();

    assertThat(found).extracting(Announcement::title).contains("Library");
    assertThat(found.stream().anyMatch(of -> of.title().equals("Next test"))).isEqualTo(shown);
  }
}
