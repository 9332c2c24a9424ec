package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Checksum;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Source;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope, byte by byte, and what the headers say beside it. */
class CachedAnswerTest {
  private static final long NOW = Instant.parse("2026-11-20T10:30:00.007Z").toEpochMilli();
  private static final Exchange EXCHANGE =
      new Exchange(
          "id", 0, () -> 1_424_999, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

  @Test
  void dashboard_twoWidgets_copiesTheirBytes() {
    Map<String, Cached<?>> widgets = new LinkedHashMap<>();
    // The payload's spaces and order survive: it is not parsed.
    widgets.put("today", cached("{ \"b\":1,\"a\" : 2 }", Source.MEMORY, Outcome.HIT, 1200));
    widgets.put("notices", cached("{}", Source.DB, Outcome.MISS, 0));

    CachedEntity entity = entity(widgets, new Subject("42", "Ta\"ms\\in\n é", "1"));

    assertThat(text(entity))
        .isEqualTo(
            "{\"source\":\"db\",\"age_ms\":1200,\"stale\":false,\"data\":"
                + "{\"dashboard\":\"teacher\",\"subject\":{\"id\":\"42\","
                + "\"name\":\"Ta\\\"ms\\\\in\\u000a é\",\"school_id\":\"1\"},\"widgets\":{"
                + "\"today\":{\"source\":\"memory\",\"age_ms\":1200,\"stale\":false,"
                + "\"as_of\":\"2026-11-20T10:29:58.807Z\",\"data\":{ \"b\":1,\"a\" : 2 }},"
                + "\"notices\":{\"source\":\"db\",\"age_ms\":0,\"stale\":false,"
                + "\"as_of\":\"2026-11-20T10:30:00.007Z\",\"data\":{}}}},"
                + "\"timestamp\":\"2026-11-20T10:30:00.007Z\",\"duration_ms\":1.42}");
  }

  @Test
  void dashboard_districtSubject_hasNullForItsSchool() {
    Map<String, Cached<?>> widgets = new LinkedHashMap<>();
    widgets.put("x", cached("{}", Source.REDIS, Outcome.HIT, 1));

    assertThat(text(entity(widgets, new Subject("1", "D", null)))).contains("\"school_id\":null}");
  }

  @Test
  void dashboard_withABrokenWidget_hasAnErrorInItsPlace_showsTheOthers_andHasNoETag() {
    Map<String, Answer<?>> widgets = new LinkedHashMap<>();
    widgets.put("today", Answer.failed(new LoadTimeoutException("s1:secret")));
    widgets.put("grades", Answer.of(cached("{\"a\":1}", Source.REDIS, Outcome.HIT, 2000)));
    widgets.put("notices", Answer.failed(new IllegalStateException("secret")));
    widgets.put("due", Answer.of(cached("{}", Source.MEMORY, Outcome.HIT, 1000)));

    CachedEntity entity = DashboardAnswer.entity("student", new Subject("1", "D", "2"), widgets);

    assertThat(text(entity))
        .startsWith("{\"source\":\"memory\",\"age_ms\":2000,\"stale\":false,\"data\":")
        .contains(
            "\"widgets\":{"
                + "\"today\":{\"error\":{\"code\":\"OVERLOADED\",\"title\":\"Overloaded\"}},"
                + "\"grades\":{\"source\":\"redis\",\"age_ms\":2000,\"stale\":false,"
                + "\"as_of\":\"2026-11-20T10:29:58.007Z\",\"data\":{\"a\":1}},"
                + "\"notices\":{\"error\":{\"code\":\"INTERNAL\",\"title\":\"Internal error\"}},"
                + "\"due\":{\"source\":\"memory\"")
        .doesNotContain("secret");
    assertThat(entity.found().outcome()).isEqualTo(Outcome.HIT);
    assertThat(entity.found().cacheStatus()).isEqualTo("homeroom; hit; ttl=298");
    assertThat(entity.tag()).isNull();
  }

  @Test
  void headers_ofSeveral_sayTheWorst() {
    Cached<?> hit = cached("{}", Source.REDIS, Outcome.HIT, 60_000);
    Cached<?> miss = cached("{}", Source.DB, Outcome.MISS, 0);
    Cached<?> stale = cached("{}", Source.MEMORY, Outcome.STALE, 310_000);

    assertThat(CacheHeaders.of(List.of(hit)).cacheStatus()).isEqualTo("homeroom; hit; ttl=240");
    assertThat(CacheHeaders.of(List.of(hit, miss)).cacheStatus())
        .isEqualTo("homeroom; fwd=miss; stored");
    CacheHeaders all = CacheHeaders.of(List.of(hit, miss, stale));
    assertThat(all.outcome()).isEqualTo(Outcome.STALE);
    assertThat(all.cacheStatus()).isEqualTo("homeroom; hit; ttl=-10; detail=stale");
    assertThat(all.source()).isEqualTo(Source.DB);
    assertThat(all.stale()).isTrue();
    assertThat(all.ageMillis()).isEqualTo(310_000);
    assertThat(CacheHeaders.of(List.of(hit, cached("{}", Source.MEMORY, Outcome.HIT, 1))).source())
        .isEqualTo(Source.MEMORY);
  }

  @ParameterizedTest(name = "{0} is answered as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "REDIS HIT              | redis  | HIT   | homeroom; hit; ttl=299",
        "REDIS HIT, REDIS HIT   | redis  | HIT   | homeroom; hit; ttl=299",
        "REDIS HIT, MEMORY HIT  | memory | HIT   | homeroom; hit; ttl=299",
        "MEMORY HIT, REDIS HIT  | memory | HIT   | homeroom; hit; ttl=299",
        "REDIS HIT, DB MISS     | db     | MISS  | homeroom; fwd=miss; stored",
        "DB MISS, REDIS HIT     | db     | MISS  | homeroom; fwd=miss; stored",
        "MEMORY HIT, DB MISS, REDIS HIT | db | MISS | homeroom; fwd=miss; stored",
        "REDIS STALE, REDIS HIT | redis  | STALE | homeroom; hit; ttl=-1; detail=stale",
        "REDIS HIT, MEMORY STALE | memory | STALE | homeroom; hit; ttl=-1; detail=stale"
      })
  void dashboard_mixedTiers_saysTheOneFarthestFromRedis(
      String found, String source, String status, String cacheStatus) {
    Map<String, Cached<?>> widgets = new LinkedHashMap<>();
    for (String one : found.split(",", -1)) {
      String[] words = one.strip().split(" ", -1);
      widgets.put(
          "widget" + widgets.size(),
          cached("{}", Source.valueOf(words[0]), Outcome.valueOf(words[1]), 1000));
    }

    CachedEntity entity = entity(widgets, new Subject("1", "D", null));

    assertThat(text(entity)).startsWith("{\"source\":\"" + source + "\",");
    widgets.forEach(
        (name, value) ->
            assertThat(text(entity))
                .contains("\"" + name + "\":{\"source\":\"" + value.source().text() + "\""));
    assertThat(entity.found().outcome().name()).isEqualTo(status);
    assertThat(entity.found().cacheStatus()).isEqualTo(cacheStatus);
  }

  @Test
  void tag_sameBytesOfAnotherAge_isTheSame() {
    Map<String, Cached<?>> young = Map.of("x", cached("{\"a\":1}", Source.REDIS, Outcome.HIT, 1));
    Map<String, Cached<?>> old = Map.of("x", cached("{\"a\":1}", Source.MEMORY, Outcome.HIT, 99));
    Map<String, Cached<?>> other = Map.of("x", cached("{\"a\":2}", Source.REDIS, Outcome.HIT, 1));
    Subject subject = new Subject("1", "D", null);

    assertThat(entity(young, subject).tag()).isEqualTo(entity(old, subject).tag());
    assertThat(entity(young, subject).tag()).isNotEqualTo(entity(other, subject).tag());
    assertThat(entity(young, subject).tag()).matches("W/\"[0-9a-f]+-[0-9a-f]+\"");
  }

  @Test
  void tag_sameBytesAtOtherPlaces_isAnother() {
    Map<String, Cached<?>> one = new LinkedHashMap<>();
    one.put("x", cached("{\"a\":1}", Source.MEMORY, Outcome.HIT, 1));
    one.put("y", cached("{\"a\":2}", Source.MEMORY, Outcome.HIT, 1));
    Map<String, Cached<?>> swapped = new LinkedHashMap<>();
    swapped.put("x", one.get("y"));
    swapped.put("y", one.get("x"));
    Subject subject = new Subject("1", "D", null);
    String tag = entity(one, subject).tag();

    assertThat(entity(swapped, subject).tag()).isNotEqualTo(tag);
    assertThat(entity(one, new Subject("2", "D", null)).tag()).isNotEqualTo(tag);
    assertThat(entity(one, subject).tag()).isEqualTo(tag);
  }

  @Test
  void writer_body_isWrittenAsLongAsItIs() throws IOException {
    JsonBuffer body = new JsonBuffer().ascii("{").raw(new byte[] {' '}).ascii("}");
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new JsonBufferWriter()
        .writeTo(
            body,
            JsonBuffer.class,
            JsonBuffer.class,
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            headers,
            out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{ }");
    assertThat(headers.getFirst("Content-Length")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"1-2\"",
        "\"1-2\"",
        "*",
        " * ",
        "\"x\", W/\"1-2\"",
        "W/\"1-2\",\"y\"",
        "\"x\" , \"1-2\" ,\"z\""
      })
  void matches_listsAndStar_byWeakComparison(String header) {
    assertThat(ETags.matches(header, "W/\"1-2\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1-2", "W/1-2", "\"1-2", "\"1-23\"", "\"x\"1-2\"y\"", "w/\"1-2\"", "\"*\""})
  void matches_otherTags_doNot(String header) {
    assertThat(ETags.matches(header, "W/\"1-2\"")).isFalse();
  }

  @Test
  void matches_noHeader_doesNot() {
    assertThat(ETags.matches(null, "W/\"1-2\"")).isFalse();
  }

  @Test
  void list_page_standsBesideTheData() {
    CachedEntity entity =
        new CachedEntity(
            CacheHeaders.of(List.of(cached("[1]", Source.MEMORY, Outcome.HIT, 5))),
            "W/\"1\"",
            body -> body.ascii("[1],\"page\":{\"number\":0,\"size\":50,\"total\":1}"));

    assertThat(text(entity))
        .startsWith(
            "{\"source\":\"memory\",\"age_ms\":5,\"stale\":false,\"data\":[1],"
                + "\"page\":{\"number\":0,\"size\":50,\"total\":1},\"timestamp\"");
  }

  private static CachedEntity entity(Map<String, Cached<?>> widgets, Subject subject) {
    Map<String, Answer<?>> answers = new LinkedHashMap<>();
    widgets.forEach((name, value) -> answers.put(name, Answer.of(value)));
    return DashboardAnswer.entity("teacher", subject, answers);
  }

  private static String text(CachedEntity entity) {
    return new String(entity.body(EXCHANGE).toArray(), StandardCharsets.UTF_8);
  }

  private static Cached<?> cached(String payload, Source source, Outcome outcome, long age) {
    Region<Object> region = Region.ofJson("try", "try:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);
    return new Given(
        region.key(Scope.DISTRICT, "1"),
        payload.getBytes(StandardCharsets.UTF_8),
        source,
        outcome,
        age);
  }

  /** An answer of the cache that a test gives. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Given(
      CacheKey<Object> key, byte[] payload, Source source, Outcome outcome, long ageMillis)
      implements Cached<Object> {
    @Override
    public boolean isAbsent() {
      return false;
    }

    @Override
    public Object value() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long checksum() {
      return Checksum.of(payload);
    }

    @Override
    public boolean near() {
      return false;
    }

    @Override
    public long loadedMillis() {
      return NOW - ageMillis;
    }

    @Override
    public long lifetimeMillis() {
      return 300_000;
    }

    @Override
    public boolean collapsed() {
      return false;
    }

    @Override
    public boolean stored() {
      return true;
    }
  }
}
