package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.TestRecords;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is answered which classes, and what makes an answer void. */
class CachedClassesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHOOL = "900011";
  private static final String MATHS = "900051";
  private static final String TOM = "900102";
  private static final String ANN = "900103";
  private static final String PAUL = "900106";

  private final DataSource database = TestDatabase.oneClass();
  private final CountedQueries queries = new CountedQueries(database);
  private final CacheFixture fixture = CacheFixture.at(Instant.parse("2026-11-20T09:00:00Z"));
  private final CacheService cache = fixture.service();
  private final TestBeans beans = beans(cache);
  private final ClassLists lists = beans.get(ClassLists.class);
  private final CachedClasses classes = beans.get(CachedClasses.class);

  private TestBeans beans(CacheService service) {
    return new TestBeans(database, fixture.time)
        .with(Queries.class, queries)
        .with(CacheService.class, service)
        .with(AccessRecords.class, CachedClassesTest::record);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Optional<AccessRecord> record(String id) {
    return Optional.ofNullable(
        switch (id) {
          case TOM -> person(id, SCHOOL, "TEACHER", Set.of(MATHS), Set.of(), Set.of());
          case ANN -> person(id, SCHOOL, "STUDENT", Set.of(), Set.of(MATHS), Set.of());
          case PAUL -> person(id, null, "PARENT", Set.of(), Set.of(), Set.of(ANN, "77"));
          case "1" -> person(id, SCHOOL, "SCHOOL_ADMIN", Set.of(), Set.of(), Set.of());
          case "2" -> person(id, "900012", "SCHOOL_ADMIN", Set.of(), Set.of(), Set.of());
          case "3" -> person(id, null, "SUPER_ADMIN", Set.of(), Set.of(), Set.of());
          case "4" -> person(id, SCHOOL, "STAFF", Set.of(), Set.of(), Set.of());
          case "5" -> person(id, SCHOOL, "TEACHER", Set.of(), Set.of(), Set.of());
          default -> null;
        });
  }

  private static AccessRecord person(
      String id,
      String school,
      String role,
      Set<String> taught,
      Set<String> attended,
      Set<String> children) {
    return TestRecords.of(
        id, "", school, Set.of(role), Set.of(), true, null, taught, attended, children);
  }

  private ListQuery query(String caller, String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      all.add(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    return lists.of(record(caller).orElseThrow(), all);
  }

  /** Returns the first letters of the classes' names, or why there are none. */
  private String answer(String caller, String text) throws IOException {
    try {
      JsonNode found = JSON.readTree(classes.list(query(caller, text)).get(0).payload());
      return String.join(" ", found.findValuesAsText("course"));
    } catch (ProblemException e) {
      return e.code().name();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', Art Mathematics",
    "1, teacher=900102, Mathematics",
    "1, mine=true, ''",
    "1, school=900012, FORBIDDEN",
    "2, school=900011, FORBIDDEN",
    "3, '', INVALID_INPUT",
    "3, school=900011, Art Mathematics",
    "3, school=77, NOT_FOUND",
    "4, '', FORBIDDEN",
    "5, '', ''",
    "5, teacher=900102, FORBIDDEN",
    "900102, '', Mathematics",
    "900102, mine=true, Mathematics",
    "900102, q=art, ''",
    "900102, school=900012, FORBIDDEN",
    "900102, student=900103, FORBIDDEN",
    "900103, '', Mathematics",
    "900103, student=900103, Mathematics",
    "900103, student=900104, FORBIDDEN",
    "900103, school=900012, FORBIDDEN",
    "900106, school=900011, FORBIDDEN",
    "900106, school=900011&student=900103, Mathematics",
    "900106, school=900012&student=900103, FORBIDDEN",
    "900106, school=900011&student=900104, FORBIDDEN",
    "900106, school=900011&student=x, FORBIDDEN",
    "1, teacher=x, INVALID_INPUT",
    "1, student=01, INVALID_INPUT",
    "1, term=*, INVALID_INPUT",
    "1, mine=yes, INVALID_INPUT",
    "1, sort=id, INVALID_INPUT",
    "1, colour=red, INVALID_INPUT"
  })
  void list_isWhatTheTableOfRightsLeavesTheCaller(String caller, String text, String courses)
      throws IOException {
    assertThat(answer(caller, text)).isEqualTo(courses);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 900051, true", "2, 900051, false", "3, 900051, true", "4, 900051, false",
    "5, 900051, false", "900102, 900051, true", "900102, 900052, false", "900103, 900051, true",
    "900103, 900052, false", "900106, 900051, true", "900106, 900052, false", "1, 77, false",
    "1, x, false"
  })
  void class_isSeenByThoseWhomTheTableNames(String caller, String id, boolean seen) {
    AccessRecord record = record(caller).orElseThrow();
    if (seen) {
      assertThat(classes.get(record, id).value().students()).isEqualTo(3);
    } else {
      assertThat(code(() -> classes.get(record, id))).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void class_thatIsNot_isNotFound_toSuperAdministratorsAlone() {
    AccessRecord all = record("3").orElseThrow();

    assertThat(code(() -> classes.get(all, "77"))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private static ErrorCode code(ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).code();
  }

  private Outcome list(String caller, String text) {
    return classes.list(query(caller, text)).get(0).outcome();
  }

  private Outcome one() {
    return classes.get(record("1").orElseThrow(), MATHS).outcome();
  }

  @Test
  void listAndClass_areHits_untilPeopleClassesOrTheSchoolChange() {
    for (Tag tag :
        List.of(Tag.of("people", SCHOOL), Tag.of("classes", SCHOOL), Tag.of("school", SCHOOL))) {
      list("1", "");
      assertThat(list("1", "")).isEqualTo(Outcome.HIT);
      cache.invalidate(List.of(tag));
      assertThat(list("1", "")).as("%s", tag).isEqualTo(Outcome.MISS);
    }
    for (Tag tag :
        List.of(Tag.of("people", SCHOOL), Tag.of("class", MATHS), Tag.of("school", SCHOOL))) {
      one();
      assertThat(one()).isEqualTo(Outcome.HIT);
      cache.invalidate(List.of(tag));
      assertThat(one()).as("%s", tag).isEqualTo(Outcome.MISS);
    }
  }

  @Test
  void list_ofATeacher_isNoOtherCallersEntry() {
    list("1", "");

    assertThat(list(TOM, "")).isEqualTo(Outcome.MISS);
    assertThat(list("5", "")).isEqualTo(Outcome.MISS);
    assertThat(list(ANN, "")).isEqualTo(Outcome.MISS);
    assertThat(list("1", "teacher=" + TOM)).isEqualTo(Outcome.HIT);
  }

  @Test
  void list_ofManyClasses_asksAsManyStatementsAsOfFew() {
    int few = queries.during(() -> list("1", "size=200"));
    queries.update(
        "insert into class (id, school_id, term_id, course_id, name)"
            + " select x, 900011, 900031, 900041, 'C' || x from system_range(1, 150)");
    queries.update(
        "insert into class_teacher (class_id, teacher_id) select x, 900102 from system_range(1, 150)");

    cache.invalidate(List.of(Tag.of("classes", SCHOOL)));

    assertThat(queries.during(() -> list("1", "size=200"))).isEqualTo(few).isLessThan(12);
  }

  @Test
  void classes_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    try (KeptKeys kept = new KeptKeys()) {
      CachedClasses service = beans(TestCache.readOnly(clock, kept)).get(CachedClasses.class);

      service.list(query("1", ""));
      service.get(record("1").orElseThrow(), MATHS);

      assertThat(kept.lines()).isEqualTo(KeptKeys.golden("class")).hasSize(3);
    }
  }
}
