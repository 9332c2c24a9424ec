package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.dashboards.SchoolWrites.SchoolWrite;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.RedisServer;
import jakarta.persistence.Entity;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every write, and every dashboard of everybody before and after it, on one instance and on two:
 * what the cache answers is what the database has, and each tag that the table calls needed is.
 */
class DashboardTagsTest {
  /** At most a minute old, whatever is written. */
  private static final Set<String> A_MINUTE_OLD = Set.of("logins_today", "platform");

  private static final JavaClasses MAIN = DeployedEndpoints.MAIN;

  /** What a cold instance answers before a write, by what is given: nothing, for most writes. */
  private static final Map<List<String>, Map<String, String>> BEFORE = new HashMap<>();

  private static RedisServer redis;
  private static FamilyRedis first;
  private static FamilyRedis second;
  private static DataSource current;
  private static TestTransactions transactions;

  private final DataSource database = FamilyFixture.database();
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RedisServer.started();
    first = new FamilyRedis(redis.url());
    second = new FamilyRedis(redis.url());
    current = FamilyFixture.database();
    // One factory of entity managers for all databases: making one takes longer than a write.
    transactions =
        new TestTransactions(
            (DataSource)
                Proxy.newProxyInstance(
                    DashboardTagsTest.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> method.invoke(current, arguments)),
            MAIN.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .map(JavaClass::reflect)
                .toArray(Class<?>[]::new));
  }

  @AfterAll
  static void stop() {
    transactions.close();
    first.close();
    second.close();
    redis.close();
  }

  @BeforeEach
  void use() {
    current = database;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  static List<SchoolWrite> writes() {
    return SchoolWrites.all();
  }

  static Stream<Arguments> writesWithAndWithoutRedis() {
    return writes().stream()
        .flatMap(write -> Stream.of(Arguments.of(write, true), Arguments.of(write, false)));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_reachesEveryDashboardAtOnce_andNeedsItsTagsForThat(SchoolWrite write) {
    run(write.given());
    FamilyFixture all = warm();
    Map<String, String> before = payloads(all.all());
    Map<String, FamilyFixture> without = new LinkedHashMap<>();
    write.tags().forEach(tag -> without.put(tag, warm()));

    assertThat(withoutNewIds(write(instance(null), write))).isEqualTo(new TreeSet<>(write.tags()));

    Map<String, String> truth = truth();
    assertThat(different(before, truth)).containsAll(write.reaches());
    all.service.invalidate(tags(write.tags()));
    assertThat(different(payloads(all.all()), truth)).as("stale").isEmpty();
    Set<String> missed = new TreeSet<>();
    without.forEach(
        (tag, at) -> {
          at.service.invalidate(tags(write.tags().stream().filter(t -> !t.equals(tag)).toList()));
          if (!different(payloads(at.all()), truth).isEmpty()) {
            missed.add(tag);
          }
        });
    assertThat(missed).isEqualTo(new TreeSet<>(write.needed()));
  }

  @ParameterizedTest
  @MethodSource("writesWithAndWithoutRedis")
  void write_throughOneInstance_isRightThereAtOnce_andOnTheOtherOnceItHasHeard(
      SchoolWrite write, boolean withRedis) {
    run(write.given());
    redis.command("FLUSHALL");
    FamilyInstance one = instance(withRedis ? first : null);
    FamilyInstance two = instance(withRedis ? second : null);
    Map<String, String> before = BEFORE.computeIfAbsent(write.given(), given -> truth());
    assertThat(different(payloads(one.all()), before)).isEmpty();
    assertThat(different(payloads(two.all()), before)).isEmpty();
    long loads = one.recorder.of("loaded") + two.recorder.of("loaded");
    one.all();
    two.all();
    assertThat(one.recorder.of("loaded") + two.recorder.of("loaded")).as("warm").isEqualTo(loads);
    if (withRedis) {
      assertThat(two.recorder.of("loaded"))
          .as("found in Redis")
          .isLessThan(one.recorder.of("loaded") / 2);
      second.awaitListening();
    }

    Set<String> tags = write(one, write);

    Map<String, String> truth = truth();
    assertThat(different(payloads(one.all()), truth)).as("here").isEmpty();
    if (!withRedis) {
      assertThat(different(payloads(two.all()), before)).as("without a poll").isEmpty();
    }
    two.awaitHeard(tags);
    assertThat(different(payloads(two.all()), truth)).as("there").isEmpty();
  }

  /** Ids of the fixture have six digits. */
  private static Set<String> withoutNewIds(Set<String> tags) {
    return tags.stream()
        .map(tag -> tag.replaceAll(":[0-9]{1,5}$", ":NEW"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A new endpoint that writes gets a row, or a reason here. */
  @Test
  void everyEndpointThatWrites_isInTheTable() {
    Set<String> known =
        writes().stream()
            .map(SchoolWrite::call)
            .filter(Objects::nonNull)
            .map(WriteCall::endpoint)
            .collect(Collectors.toCollection(TreeSet::new));
    // Logins are counted, and shown at most a minute old.
    known.addAll(
        List.of(
            "POST /auth/login",
            "POST /auth/logout",
            "POST /auth/cutoffs",
            "POST /auth/introspect",
            "POST /auth/revoke",
            "POST /auth/logout-everywhere",
            "POST /auth/refresh",
            "POST /auth/redeem",
            "POST /auth/keys/rotate",
            "PUT /auth/password",
            "POST /users/{id}/invite",
            "POST /users/{id}/unlock",
            "POST /schools/{id}/invites"));
    assertThat(DeployedEndpoints.names().stream().filter(name -> !name.startsWith("GET ")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  /** Each is done, and rolled back with its record. */
  @Test
  void writesOfPeople_areRecordedOnce_withTheirActor() {
    FamilyInstance at = instance(null);
    Queries queries = at.beans.get(Queries.class);
    Map<String, String> recorded = new LinkedHashMap<>();
    for (SchoolWrite write : writes()) {
      WriteCall call = write.call();
      if (call == null) {
        continue;
      }
      AccessRecord caller = at.records.find(call.callerId()).orElseThrow();
      at.tagged(
          () -> {
            write.given().forEach(queries::update);
            call.run(at.beans, caller);
            for (String each : records(queries, caller)) {
              assertThat(recorded.put(write.name(), each)).as("%s twice", write).isNull();
            }
          });
    }
    assertThat(recorded).containsExactlyInAnyOrderEntriesOf(AuditedWrites.RECORDS);
    assertThat(records(queries, at.records.find("900101").orElseThrow())).isEmpty();
  }

  private static List<String> records(Queries queries, AccessRecord actor) {
    return queries.list(
        "select action, subject_kind, school_id from audit_record where actor_id = ?"
            + " and outcome = 'ok' and address <> '' and correlation_id <> ''"
            + " and subject_id <> ''",
        row -> {
          String school = row.idOrNull(3);
          boolean isNew = school != null && school.length() < 6;
          return row.text(1) + " " + row.text(2) + " " + (isNew ? "NEW" : school);
        },
        Long.valueOf(actor.id()));
  }

  /** A new method that replaces tags is driven by a row: each is done, and rolled back. */
  @Test
  void everyMethodThatReplacesTags_isDrivenByTheTable() {
    Set<String> driven = new TreeSet<>();
    FamilyInstance at = instance(null);
    for (SchoolWrite write : writes()) {
      WriteCall call = write.call();
      if (call != null) {
        AccessRecord caller = at.records.find(call.callerId()).orElseThrow();
        Runnable work =
            () -> {
              write.given().forEach(at.beans.get(Queries.class)::update);
              call.run(at.beans, caller);
            };
        driven.addAll(at.tagged(work));
      }
    }
    Set<String> replacing =
        MAIN
            .get(CacheService.class)
            .getMethod("invalidate", Collection.class)
            .getCallsOfSelf()
            .stream()
            .map(JavaAccess::getOrigin)
            .filter(from -> !from.getOwner().getPackageName().startsWith("dev.homeroom.cache"))
            .map(from -> from.getOwner().getSimpleName() + "." + from.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    // No dashboard shows keys.
    driven.addAll(List.of("KeyChanges.replace", "KeyChanges.withdraw"));
    assertThat(driven).isEqualTo(replacing).hasSizeGreaterThan(10);
  }

  private FamilyInstance instance(@Nullable FamilyRedis withRedis) {
    FamilyInstance made = new FamilyInstance(transactions, withRedis);
    open.add(made);
    return made;
  }

  /** Makes a write through an instance; returns the tags that were replaced. */
  private static Set<String> write(FamilyInstance at, SchoolWrite write) {
    WriteCall call = write.call();
    if (call != null) {
      AccessRecord caller = at.records.find(call.callerId()).orElseThrow();
      return at.write(() -> call.run(at.beans, caller));
    }
    return at.write(
        () -> {
          Queries queries = at.beans.get(Queries.class);
          write.changes().forEach(sql -> assertThat(queries.update(sql)).isPositive());
          at.service().invalidate(tags(write.tags()));
        });
  }

  /** Returns what an instance answers that has read nothing yet. */
  private Map<String, String> truth() {
    try (FamilyFixture cold = FamilyFixture.withCachedRecords(database)) {
      return payloads(cold.all());
    }
  }

  private void run(List<String> statements) {
    Queries queries = new Queries(database);
    statements.forEach(queries::update);
  }

  /** A planted mistake: what one parent sees of the children depends on the parent alone. */
  @Test
  void tagOfTheChild_forgottenForTheOtherParent_isFound() {
    FamilyFixture at = fixture();
    at.roles.parents.families = new ForgetfulFamilies(at);
    at.all();
    SchoolWrite payment = write("payment");

    run(payment.changes());
    at.service.invalidate(tags(payment.tags()));

    assertThat(different(payloads(at.all()), truth()))
        .containsExactlyInAnyOrder("parent 900102 fees_due", "parent 900113 fees_due");
  }

  /** Adds no tag of a child. */
  private static final class ForgetfulFamilies extends Families {
    ForgetfulFamilies(FamilyFixture at) {
      queries = at.beans.get(Queries.class);
      invoices = at.beans.get(OpenInvoices.class);
      board = at.beans.get(NoticeBoard.class);
    }

    @Override
    FamilyFees fees(WidgetFrame in) {
      return FamilyFees.of(invoices.ofFamily(in.id(), in.viewed().school()), in.day());
    }
  }

  /** A planted mistake: outside any term nothing else keeps two schools apart. */
  @Test
  void schoolLeftOutOfAKey_isFound() {
    FamilyFixture sound = fixture();
    sound.queries.update("update term set ends_on = '2026-10-31'");
    assertThat(currencies(sound, sound.roles.parents)).containsExactly("EUR", "JPY");

    FamilyFixture at = fixture();
    ParentDashboard planted = new SchoollessKeys();
    planted.records = at.records;
    planted.students = at.roles.students;
    planted.families = at.roles.parents.families;

    assertThat(currencies(at, planted)).isNotEqualTo(List.of("EUR", "JPY"));
  }

  /** Gives the children's entries the scope of the district. */
  private static final class SchoollessKeys extends ParentDashboard {
    @Override
    public Optional<Viewed> of(AccessRecord person, AccessRecord caller) {
      return super.of(person, caller)
          .map(
              parent ->
                  Viewed.of(
                      person,
                      parent.parts().stream().map(SchoollessKeys::schoolless).toList(),
                      parent.cut()));
    }

    private static Viewed schoolless(Viewed child) {
      return new Viewed(
          child.id(),
          child.name(),
          child.schoolId(),
          child.termId(),
          child.permissions(),
          List.of(),
          false,
          Scope.DISTRICT);
    }
  }

  private static List<String> currencies(FamilyFixture at, ParentDashboard of) {
    return at.json(of, FamilyFixture.MIA, "fees_due")
        .get("currencies")
        .findValuesAsText("currency");
  }

  private static SchoolWrite write(String name) {
    return writes().stream().filter(write -> write.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Tag> tags(List<String> names) {
    return names.stream().map(Tag::new).toList();
  }

  private FamilyFixture fixture() {
    FamilyFixture made = new FamilyFixture(database);
    open.add(made);
    return made;
  }

  private FamilyFixture warm() {
    FamilyFixture made = FamilyFixture.withCachedRecords(database);
    open.add(made);
    made.all();
    return made;
  }

  private static Map<String, String> payloads(Map<String, Cached<?>> widgets) {
    Map<String, String> found = new LinkedHashMap<>();
    widgets.forEach((widget, value) -> found.put(widget, text(value)));
    found.keySet().removeIf(widget -> A_MINUTE_OLD.contains(widget.replaceAll(".* ", "")));
    return found;
  }

  private static String text(Cached<?> value) {
    return new String(value.payload(), StandardCharsets.UTF_8);
  }

  private static List<String> different(Map<String, String> some, Map<String, String> others) {
    Set<String> all = new TreeSet<>(some.keySet());
    all.addAll(others.keySet());
    return all.stream()
        .filter(widget -> !Objects.equals(some.get(widget), others.get(widget)))
        .collect(Collectors.toList());
  }
}
