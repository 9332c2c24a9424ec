package dev.homeroom.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.auth.TestAccess;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.monitoring.PlatformFigures;
import dev.homeroom.cache.monitoring.PlatformView;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.time.Ticker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The family of {@code fixture/family.sql}, its schools and their dashboards, over a cache in
 * memory: on Friday 2026-11-20 at 20:00 UTC, unless the test lets time pass.
 */
final class FamilyFixture implements AutoCloseable {
  static final String SUPER = "900100";
  static final String HEAD = "900101";
  static final String OTHER_HEAD = "900116";
  static final String TOM = "900102";
  static final String MIA = "900113";
  static final String CY = "900105";
  static final String DEE = "900112";
  static final String STAN = "900115";
  static final String SCHOOL = "900011";
  static final String OTHER_SCHOOL = "900012";

  /** Everybody who has a dashboard. */
  static final List<String> ALL =
      List.of(
          SUPER,
          HEAD,
          OTHER_HEAD,
          TOM,
          MIA,
          CY,
          DEE,
          STAN,
          "900103",
          "900104",
          "900106",
          "900114",
          "900117");

  /** The moment at which all begins. */
  static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");

  /** The statements that make the database; migrations take longer. */
  private static final List<String> SCRIPT = script();

  final CacheFixture cache;
  final CacheService service;
  final Queries queries;
  final FixtureRecords records;
  final RoleDashboards roles;
  final DashboardService dashboards;
  final TestBeans beans;

  FamilyFixture() {
    this(database());
  }

  FamilyFixture(DataSource database) {
    this(database, CacheFixture.at(NOW), null);
  }

  /** Returns one whose access records are those that ship, in its cache. */
  static FamilyFixture withCachedRecords(DataSource database) {
    FamilyFixture made = new FamilyFixture(database);
    made.beans.get(ParentDashboard.class).records = TestAccess.over(made.beans);
    made.beans.with(AccessRecords.class, made.beans.get(ParentDashboard.class).records);
    return made;
  }

  private FamilyFixture(DataSource database, CacheFixture cache, @Nullable Tier tier) {
    this.cache = cache;
    service = tier == null ? cache.service() : cache.service(tier);
    queries = new Queries(database);
    beans = new TestBeans(database, cache.time);
    records = new FixtureRecords(beans);
    beans
        .with(CacheService.class, service)
        .with(AccessRecords.class, records)
        .with(MetricRegistry.class, new KeptMetrics().registry())
        .with(Ticker.class, cache.time)
        .with(PlatformFigures.class, platform());
    roles = beans.get(RoleDashboards.class);
    dashboards = beans.get(DashboardService.class);
  }

  /** Returns one whose cache keeps its entries in this tier. */
  static FamilyFixture keeping(Tier tier) {
    return new FamilyFixture(database(), CacheFixture.at(NOW), tier);
  }

  static DataSource database() {
    DataSource made = TestDatabase.bare();
    Queries queries = new Queries(made);
    SCRIPT.forEach(queries::update);
    return made;
  }

  private static List<String> script() {
    DataSource made = TestDatabase.oneClass();
    TestDatabase.run(made, "/fixture/family.sql");
    return new Queries(made).list("script", row -> row.text(1));
  }

  static PlatformFigures platform() {
    return new PlatformFigures() {
      @Override
      public PlatformView now() {
        return new PlatformView(CacheState.NOT_CONFIGURED, NOW, true, 0, List.of(), false);
      }
    };
  }

  /** Returns the widgets of a person's dashboard of a role, as the caller sees them. */
  Map<String, Answer<?>> read(RoleDashboard role, String personId, String callerId) {
    AccessRecord person = records.get(personId);
    Viewed subject = role.of(person, records.get(callerId)).orElseThrow();
    return dashboards.read(role.dashboard(), subject, false);
  }

  /** Returns the widgets of the dashboard that a person sees first. */
  Map<String, Answer<?>> readOwn(AccessRecord person) {
    RoleDashboards.OwnDashboard own = roles.findOwn(person).orElseThrow();
    return dashboards.read(own.dashboard(), own.subject(), false);
  }

  /** Returns the JSON of a widget of a person's own dashboard. */
  JsonNode json(RoleDashboard role, String personId, String widget) {
    return json(role, personId, personId, widget);
  }

  /** Returns the JSON of a widget as the caller sees it. */
  JsonNode json(RoleDashboard role, String personId, String callerId, String widget) {
    Answer<?> answer = read(role, personId, callerId).get(widget);
    return WidgetJson.read(Objects.requireNonNull(answer.value()).payload());
  }

  /** Returns every widget of everybody's dashboards of all roles, by name. */
  Map<String, Cached<?>> all() {
    return all(roles, dashboards, beans.get(AccessRecords.class));
  }

  /** The same of any instance; people without an access record have none. */
  static Map<String, Cached<?>> all(
      RoleDashboards roles, DashboardService dashboards, AccessRecords records) {
    Map<String, Cached<?>> found = new LinkedHashMap<>();
    for (String id : ALL) {
      AccessRecord person = records.find(id).orElse(null);
      for (RoleDashboard role : roles.all()) {
        if (person != null && person.has(role.role())) {
          String name = role.dashboard().name() + " " + id + " ";
          dashboards
              .read(role.dashboard(), role.of(person, person).orElseThrow(), false)
              .forEach(
                  (widget, answer) ->
                      found.put(name + widget, Objects.requireNonNull(answer.value())));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    cache.close();
  }
}
