package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.TestRecords;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People as they are read, through the cache and from the database. */
abstract class CachedUsersContract {
  private static final String SCHOOL = "900011";
  private static final AccessRecord SUPER =
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
          Set.of());

  private final CacheFixture fixture = new CacheFixture();
  private HikariDataSource pool;
  private Queries queries;
  private CacheService cache;
  private CachedUsers users;
  private UserExports exports;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    pool = Databases.migrated(kind()).pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    queries = new Queries(pool);
    cache = fixture.service();
    TestBeans beans = new TestBeans(pool, fixture.time).with(CacheService.class, cache);
    users = beans.get(CachedUsers.class);
    exports = beans.get(UserExports.class);
    NameKeysStart start = new NameKeysStart();
    start.names = beans.get(StoredNames.class);
    start.writeMissing(null);
  }

  @AfterEach
  void close() {
    fixture.close();
    pool.close();
  }

  @Test
  void user_isAMiss_thenAHit_untilItsTagIsReplaced() {
    assertThat(users.user("900103", SCHOOL).outcome()).isEqualTo(Outcome.MISS);
    Cached<UserEntry> second = users.user("900103", SCHOOL);
    assertThat(second.outcome()).isEqualTo(Outcome.HIT);
    assertThat(text(second))
        .isEqualTo(
            "{\"id\":\"900103\",\"username\":\"fixture.ann\",\"name\":\"Ann First\","
                + "\"kind\":\"student\",\"roles\":[\"STUDENT\"],\"school_id\":\"900011\","
                + "\"grade_level\":\"7\",\"position\":null,\"state\":\"active\","
                + "\"children\":[],\"parents\":[\"900106\"],\"version\":0}");
    assertThat(second.value().parents()).containsExactly("900106");

    queries.update("update person set name = 'Anna' where id = 900103");
    cache.invalidate(UserTags.ofPerson("900103"));
    assertThat(users.user("900103", SCHOOL).value().name()).isEqualTo("Anna");
    assertThat(users.user("1", SCHOOL).isAbsent()).isTrue();
  }

  @Test
  void contactData_isShown_andStandsInNoEntryThatLeavesTheServer() {
    queries.update("update person set email = 'ann@example.org' where id = 900103");
    Cached<UserEntry> user = users.user("900103", SCHOOL);
    assertThat(text(user)).contains("Ann First").doesNotContain("mail", "ann@");
    assertThat(CachedUsers.CONTACT.isLocal()).isTrue();
    Cached<?> cold = users.withContact(users.user("900103", SCHOOL), SCHOOL);
    assertThat(cold.outcome()).as("the address was loaded").isEqualTo(Outcome.MISS);
    assertThat(text(cold)).isEqualTo("{\"email\":\"ann@example.org\"," + text(user).substring(1));
    Cached<?> warm = users.withContact(users.user("900103", SCHOOL), SCHOOL);
    assertThat(warm.outcome()).isEqualTo(Outcome.HIT);
    assertThat(text(warm)).isEqualTo(text(cold));

    queries.update("update person set email = null where id = 900103");
    cache.invalidate(UserTags.ofPerson("900103"));
    assertThat(text(users.withContact(users.user("900103", SCHOOL), SCHOOL)))
        .startsWith("{\"email\":null,\"id\":\"900103\",");
  }

  @Test
  void list_isSortedByTheStoredKey_cutIntoPages_withTheWholeNumber() {
    List<String> names = List.of("Zebra", "ähnlich", "Ährenfeld", "apfel", "École", "Eiche");
    for (int i = 0; i < names.size(); i++) {
      queries.update(
          "insert into person (id, school_id, name, sort_key, kind) values (?, 900011, ?, ?, 'staff')",
          1_000 + i,
          names.get(i),
          NameOrder.keyOf(names.get(i)));
    }
    assertThat(names("school=900011"))
        .containsExactly(
            "ähnlich",
            "Ährenfeld",
            "Ann First",
            "apfel",
            "Ben Second",
            "Cy Third",
            "École",
            "Eiche",
            "Hedwig Head",
            "Paul First",
            "Tom Teacher",
            "Zebra");
    assertThat(names("school=900011", "size=2", "page=1")).containsExactly("Ann First", "apfel");
    assertThat(names("school=900011", "sort=-name", "size=1")).containsExactly("Zebra");
    assertThat(total("school=900011", "size=2", "page=1")).isEqualTo(12);
    assertThat(names("school=900011", "page=9")).isEmpty();
    assertThat(total()).as("with the district's people").isEqualTo(13);
  }

  @Test
  void list_isFiltered_byTextRoleAndState() {
    assertThat(names("q=FIRST")).containsExactly("Ann First", "Paul First");
    assertThat(names("q=fixture.B")).containsExactly("Ben Second");
    assertThat(names("q=%")).isEmpty();
    assertThat(names("q=_")).isEmpty();
    assertThat(names("role=PARENT")).containsExactly("Paul First");
    assertThat(names("role=parent")).isEmpty();
    assertThat(names("grade=7")).contains("Ann First").doesNotContain("Paul First");
    assertThat(names("grade=99")).isEmpty();
    queries.update("update account set state = 'disabled' where person_id = 900103");
    queries.update("update person set active = false where id = 900105");
    cache.invalidate(UserTags.ofPeople(SCHOOL));
    assertThat(names("state=disabled")).containsExactly("Ann First");
    assertThat(names("state=left")).containsExactly("Cy Third");
    assertThat(names("state=active", "role=STUDENT")).containsExactly("Ben Second");
    assertThat(names("role=STUDENT")).containsExactly("Ann First", "Ben Second");
  }

  /** Java's small letters are not PostgreSQL's: folded by one of each, a name missed itself. */
  @ParameterizedTest
  @CsvSource({
    "ΣΟΦΟΣ ΠΑΣΧΑΛΗΣ, ΣΟΦΟΣ ΠΑΣΧΑΛΗΣ",
    "ΣΟΦΟΣ ΠΑΣΧΑΛΗΣ, σοφος",
    "ΣΟΦΟΣ ΠΑΣΧΑΛΗΣ, ΠΑΣ",
    "Γιώργος, ΓΙΏΡΓΟΣ",
    "İstanbul Işık, İstanbul",
    "İstanbul Işık, Işık",
    "Zoë Straße, zoË",
    "Zoë Straße, STRAß"
  })
  void list_isFound_byThePersonsOwnSpelling_andInOtherCase(String name, String text) {
    queries.update("update person set name = ? where id = 900103", name);
    assertThat(names("q=" + text)).containsExactly(name);
    // A letter and its accent apart, as macOS sends them.
    assertThat(names("q=" + Normalizer.normalize(text, Normalizer.Form.NFD))).containsExactly(name);
  }

  @Test
  void list_isSorted_byUserNameAndLastLogin_peopleWithoutOneAtTheEnd() {
    queries.update(
        "update account set last_login = ? where person_id = 900103",
        Instant.parse("2026-11-19T07:00:00Z"));
    queries.update(
        "update account set last_login = ? where person_id = 900104",
        Instant.parse("2026-11-20T07:00:00Z"));
    assertThat(names("role=STUDENT", "sort=username"))
        .containsExactly("Ann First", "Ben Second", "Cy Third");
    assertThat(names("role=STUDENT", "sort=-username"))
        .containsExactly("Ben Second", "Ann First", "Cy Third");
    assertThat(names("role=STUDENT", "sort=-last_login"))
        .containsExactly("Ben Second", "Ann First", "Cy Third");
  }

  @Test
  void list_ofAClass_isOfToday_andEndsAtMidnight() {
    assertThat(names("class=900051"))
        .containsExactly("Ann First", "Ben Second", "Cy Third", "Tom Teacher");
    assertThat(names("class=900051", "role=STUDENT", "school=900011")).hasSize(3);
    assertThat(names("class=1")).isEmpty();

    queries.update("update enrolment set valid_until = '2000-01-01' where student_id = 900103");
    queries.update("update enrolment set valid_from = '2999-01-01' where student_id = 900105");
    assertThat(names("class=900051")).as("from the cache").hasSize(4);
    cache.invalidate(List.of(Tag.of("class", "900051")));
    assertThat(names("class=900051")).containsExactly("Ben Second", "Tom Teacher");
  }

  @Test
  void list_isLoadedAnew_whenPeopleOfItsSchoolChange_andNotForAnotherSchool() {
    assertThat(names("school=900011", "q=ann")).containsExactly("Ann First");
    assertThat(names("q=ann")).containsExactly("Ann First");
    queries.update("update person set name = 'Anna' where id = 900103");
    cache.invalidate(List.of(Tag.of("people", "900012")));
    assertThat(names("school=900011", "q=ann")).containsExactly("Ann First");
    cache.invalidate(UserTags.ofPeople(SCHOOL));
    assertThat(names("school=900011", "q=ann")).containsExactly("Anna");
    assertThat(names("q=ann")).containsExactly("Anna");
  }

  @Test
  void export_hasAllOfAPupil_andCanBeCutByDays() {
    String all =
        new String(
            exports.export(AuditInstance.actor(SUPER), "900103", null, null),
            StandardCharsets.UTF_8);
    assertThat(all)
        .contains("\"parents\":[{\"id\":\"900106\",\"name\":\"Paul First\"")
        .contains("\"as\":\"student\"")
        .contains("\"mark\":\"excused\",\"note\":\"Dentist\"")
        .contains("\"title\":\"Test 2\",\"date\":\"2026-11-16\",\"max_score\":\"40.00\"")
        .contains("\"amount\":\"240.00\",\"currency\":\"EUR\",\"payments\":[{\"amount\":\"60.00\"");
    assertThat(all.split("\"mark\":", -1)).hasSize(16);
    String cut =
        new String(
            exports.export(
                AuditInstance.actor(SUPER),
                "900103",
                java.time.LocalDate.of(2026, 11, 13),
                java.time.LocalDate.of(2026, 11, 16)),
            StandardCharsets.UTF_8);
    assertThat(cut.split("\"mark\":", -1)).hasSize(3);
    assertThat(cut).contains("Test 2").doesNotContain("Test 1").contains("\"invoices\":[]");
    assertThat(queries.list("select action || subject_id from audit_record", row -> row.text(1)))
        .containsExactly("user.exported900103", "user.exported900103");
  }

  private List<String> names(String... parameters) {
    return Pattern.compile("\"name\":\"([^\"]*)\"")
        .matcher(text(users.list(query(parameters)).get(0)))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private long total(String... parameters) {
    return Long.parseLong(text(users.list(query(parameters)).get(1)));
  }

  private static ListQuery query(String... parameters) {
    return UserLists.of(SUPER, UserListsTest.map(parameters));
  }

  private static String text(Cached<?> value) {
    return new String(value.payload(), StandardCharsets.UTF_8);
  }
}
