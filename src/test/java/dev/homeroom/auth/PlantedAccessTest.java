package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.entry.StoredEntry;
import dev.homeroom.cache.entry.StoredForm;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.readthrough.NoWriter;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.users.People;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever may write to Redis gives nobody a right. */
class PlantedAccessTest {
  private static final String TEACHER = "900102";

  private final Clock clock = Clock.systemUTC();
  private long generation = 1_000;
  private final Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
  private final MemoryTier memory = MemoryTiers.of(1_000);
  private final RedisServer server = RedisServer.started();
  private final TestRedis redis =
      new TestRedis.Plan(server.url()).known(generations).build().connected();

  private final DataSource database = TestDatabase.oneClass();
  private final CachedAccessRecords records = records();

  @AfterEach
  void close() {
    redis.close();
    server.close();
    memory.close();
  }

  @Test
  void recordsPlantedInRedis_changeNoRight_andAreNotEvenRead() {
    String superRecord =
        "{\"record\":{\"id\":\"900102\",\"name\":\"Tom Teacher\",\"roles\":[\"SUPER_ADMIN\"],"
            + "\"permissions\":[\"everything:write\"],\"active\":true}}";
    for (String name : List.of("access:900102", "user:900102", "role:TEACHER")) {
      plant("d:" + name, superRecord);
    }
    plant("s900011:user:900102", superRecord);
    plant(
        "d:role:SUPER_ADMIN",
        "{\"name\":\"SUPER_ADMIN\",\"built_in\":true,\"permissions\":[\"users:write\"],\"version\":1}");
    try (var monitor = server.monitor()) {
      AccessRecord first = records.find(TEACHER).orElseThrow();
      AccessRecord again = records.find(TEACHER).orElseThrow();

      assertThat(first.roles()).containsExactly("TEACHER");
      assertThat(first.reachesAll()).isFalse();
      assertThat(first.mayWrite(Thing.USERS, "900011")).isFalse();
      assertThat(again).isEqualTo(first);
      assertThat(monitor.lines())
          .noneMatch(line -> line.contains(TEACHER) || line.contains("role:"));
    }
  }

  @Test
  void roleThatIsReallyGiven_showsInTheRecord_besideThePlantedOne() {
    assertThat(records.find(TEACHER).orElseThrow().reachesAll()).isFalse();

    new Queries(database)
        .update("insert into person_role (person_id, role_name) values (900102, 'SUPER_ADMIN')");
    generations.doubt(List.of(Tag.of("access", TEACHER)), false);
    read();

    assertThat(records.find(TEACHER).orElseThrow().reachesAll()).isTrue();
  }

  /** Writes an entry as this installation would, with the stamps of now. */
  private void plant(String key, String json) {
    Map<String, Long> stamps = new HashMap<>();
    CacheKey<?> access =
        CachedAccessRecords.REGION.key(
            Scope.DISTRICT, () -> List.of(Tag.of("access", TEACHER)), TEACHER);
    access.tags().forEach(tag -> stamps.put(tag.name(), 0L));
    long now = clock.millis();
    byte[] bytes =
        StoredForm.write(
            new StoredEntry(
                TestRedis.INSTALLATION,
                1,
                key,
                stamps,
                now,
                now + 60_000,
                now + 60_000,
                json.getBytes(StandardCharsets.UTF_8)));
    server.command("SET", "homeroom:" + key, new String(bytes, StandardCharsets.UTF_8));
  }

  private CachedAccessRecords records() {
    generations.onPollWanted(this::read);
    read();
    TestBeans beans = new TestBeans(database, clock);
    CachedAccessRecords made = new CachedAccessRecords();
    CountingRecorder recorder = new CountingRecorder();
    made.cache =
        TestCache.sharing(
            TestCache.parts(
                generations, new NoWriter(), new JsonFormat(), clock, () -> 0, recorder),
            memory,
            redis.tier());
    made.loader = new AccessRecordLoader();
    made.loader.people = beans.get(People.class);
    made.loader.permissions = beans.get(Permissions.class);
    made.loader.schools = beans.get(Schools.class);
    made.loader.accessTerms = beans.get(AccessTerms.class);
    return made;
  }

  private void read() {
    var reading = generations.begin();
    Map<String, Long> doubted = new HashMap<>();
    reading.doubted().forEach(tag -> doubted.put(tag, ++generation));
    generations.complete(reading, new PollResult(Map.of(), false, doubted, Set.of()));
  }
}
