package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Answer;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notices become visible, and events end, while the dashboard is kept. */
class NoticeTimeTest {
  private final DataSource database = TestDatabase.oneClass();
  private final DashboardFixture at = new DashboardFixture(database);
  private final Queries queries = new Queries(database);

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void notice_isSeenFromItsMomentOn_andAnEventNoLongerThanItLasts() {
    // What the column keeps: a moment later than that would not be the test's.
    Instant now = at.time.instant().truncatedTo(ChronoUnit.MILLIS);
    announce(1, "in a minute", now.plusSeconds(60));
    announce(2, "in two minutes", now.plusSeconds(120));
    queries.update(
        "insert into event (id, school_id, title, starts_at, ends_at)"
            + " values (1, 900011, 'over soon', ?, ?)",
        now.minusSeconds(60),
        now.plusSeconds(90));

    assertThat(shown("in a minute", "in two minutes", "over soon")).containsExactly("over soon");
    at.pass(Duration.ofSeconds(60));
    assertThat(shown("in a minute", "in two minutes", "over soon"))
        .containsExactly("in a minute", "over soon");
    at.pass(Duration.ofSeconds(30));
    assertThat(shown("in a minute", "in two minutes", "over soon")).containsExactly("in a minute");
    at.pass(Duration.ofSeconds(30));
    assertThat(shown("in a minute", "in two minutes", "over soon"))
        .containsExactly("in a minute", "in two minutes");
  }

  private void announce(int id, String title, Instant when) {
    queries.update(
        "insert into announcement (id, school_id, title, body, published_at, author_id)"
            + " values (?, 900011, ?, '', ?, 900101)",
        id,
        title,
        when);
  }

  private List<String> shown(String... titles) {
    Answer<?> notices = at.teacher(DashboardFixture.tom(), false).get("notices");
    byte[] payload = Objects.requireNonNull(notices.value()).payload();
    String text = new String(payload, StandardCharsets.UTF_8);
    return List.of(titles).stream().filter(title -> text.contains('"' + title + '"')).toList();
  }
}
