package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.readthrough.NoWriter;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.users.People;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An access record says the term of today; the school of the fixture lies in Berlin. */
class AccessRecordDayTest {
  private static final String TEACHER = "900102";
  private static final Instant LAST_MIDNIGHT_OF_THE_TERM = Instant.parse("2026-12-18T23:00:00Z");

  private final SetClock clock = new SetClock();
  private final CountingRecorder recorder = new CountingRecorder();
  private final KeptKeys memory = new KeptKeys();
  private final Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
  private final CachedAccessRecords records = records();

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void find_afterTheSchoolsMidnight_readsTheTermAnew_andKeepsTheLastOne() {
    clock.set(LAST_MIDNIGHT_OF_THE_TERM.minusSeconds(60));
    assertThat(teacher().termId()).isEqualTo("900031");
    assertThat(teacher().termId()).isEqualTo("900031");
    assertThat(recorder.of("loaded")).as("loads before midnight").isEqualTo(1);

    clock.set(LAST_MIDNIGHT_OF_THE_TERM);

    assertThat(teacher().termId()).as("between two terms: the last one").isEqualTo("900031");
    assertThat(recorder.of("loaded")).isEqualTo(2);
  }

  @Test
  void find_farFromMidnight_keepsTheRecordForItsTimeToLive() {
    Instant noon = Instant.parse("2026-11-20T11:00:00Z");
    clock.set(noon);
    teacher();
    clock.set(noon.plus(CachedAccessRecords.REGION.ttl()).minusMillis(1));
    teacher();
    assertThat(recorder.of("loaded")).isEqualTo(1);

    clock.set(noon.plus(CachedAccessRecords.REGION.ttl()));
    teacher();
    assertThat(recorder.of("loaded")).isEqualTo(2);
  }

  @Test
  void find_personOfTheDistrict_hasNoSchoolDay() {
    clock.set(LAST_MIDNIGHT_OF_THE_TERM.minusSeconds(60));
    assertThat(records.find("900100").orElseThrow().termId()).isNull();
    clock.set(LAST_MIDNIGHT_OF_THE_TERM.plus(Duration.ofMinutes(5)));
    records.find("900100");
    assertThat(recorder.of("loaded")).isEqualTo(1);
  }

  @Test
  void find_keepsTheKeysAndTagsOfTheGoldenFile() {
    teacher();
    records.find("900100");

    assertThat(memory.lines()).isEqualTo(KeptKeys.golden("access")).hasSize(2);
  }

  @Test
  void find_nobodyOfThatId_isRememberedApartFromTheEntries() {
    assertThat(records.find("900199")).isEmpty();
    assertThat(records.find("900199")).isEmpty();
    assertThat(recorder.of("loaded")).isEqualTo(1);
    assertThat(memory.lines()).isEmpty();
  }

  private AccessRecord teacher() {
    return records.find(TEACHER).orElseThrow();
  }

  private CachedAccessRecords records() {
    generations.onPollWanted(this::read);
    read();
    TestBeans beans = new TestBeans(TestDatabase.oneClass(), clock);
    CachedAccessRecords made = new CachedAccessRecords();
    made.cache =
        TestCache.real(
            TestCache.parts(
                generations, new NoWriter(), new JsonFormat(), clock, () -> 0, recorder),
            memory);
    made.loader = new AccessRecordLoader();
    made.loader.people = beans.get(People.class);
    made.loader.permissions = beans.get(Permissions.class);
    made.loader.schools = beans.get(Schools.class);
    made.loader.accessTerms = beans.get(AccessTerms.class);
    return made;
  }

  private void read() {
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
  }

  /** A clock that stands where it was set. */
  private static final class SetClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-11-20T11:00:00Z"));
    private final ZoneId zone = ZoneOffset.UTC;

    void set(Instant instant) {
      now.set(instant);
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return Clock.fixed(instant(), other);
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
