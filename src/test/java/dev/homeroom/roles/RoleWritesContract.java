package dev.homeroom.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.BuiltInRoles;
import dev.homeroom.access.RoleLowered;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.Databases;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles as they are written and read on a database, through the cache. */
abstract class RoleWritesContract {
  private static final RoleInput DESK =
      new RoleInput("front_desk", List.of("users:read", "attendance:write"));

  private final CacheFixture fixture = new CacheFixture();
  private final List<RoleLowered> lowered = new ArrayList<>();
  private HikariDataSource pool;
  TestTransactions transactions;
  Queries queries;
  RoleService service;
  TestBeans beans;
  private CachedRoles roles;
  private Permissions permissions;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    pool = address().pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    queries = new Queries(pool);
    transactions = new TestTransactions(pool, StoredRole.class);
    beans =
        new TestBeans(transactions, fixture.time)
            .with(CacheService.class, fixture.service())
            .with(Event.class, event());
    service = beans.get(RoleService.class);
    roles = beans.get(CachedRoles.class);
    permissions = beans.get(Permissions.class);
  }

  @AfterEach
  void close() {
    transactions.close();
    pool.close();
    fixture.close();
  }

  private Event<?> event() {
    return (Event<?>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("fire");
              lowered.add((RoleLowered) arguments[0]);
              return null;
            });
  }

  @Test
  void create_isSeenAtOnce_inTheRoleAndInTheList() {
    assertThat(roles.role("front_desk").isAbsent()).isTrue();
    assertThat(names("")).hasSize(6);

    RoleView made = create(DESK);

    assertThat(made)
        .isEqualTo(
            new RoleView(
                "front_desk",
                false,
                List.of("attendance:write", "users:read"),
                Math.max(1, made.version())));
    assertThat(roles.role("front_desk").value()).isEqualTo(made);
    assertThat(names("")).hasSize(7).startsWith("front_desk").contains("SUPER_ADMIN");
    assertThat(lowered).isEmpty();
  }

  @Test
  void role_isAMiss_thenAHit_withItsVersion() {
    int version = create(DESK).version();
    assertThat(roles.role("front_desk").outcome()).isEqualTo(Outcome.MISS);
    Cached<RoleView> again = roles.role("front_desk");
    assertThat(again.outcome()).isEqualTo(Outcome.HIT);
    assertThat(new String(again.payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"name\":\"front_desk\",\"built_in\":false,"
                + "\"permissions\":[\"attendance:write\",\"users:read\"],\"version\":"
                + version
                + "}");
    assertThat(roles.role("TEACHER").value().builtIn()).isTrue();
  }

  @Test
  void create_ofABuiltInName_inAnySpelling_isRefused() {
    for (String name : List.of("TEACHER", "teacher", "Super_Admin", "staff")) {
      assertThat(
              fields(() -> service.create(AuditInstance.SOMEBODY, new RoleInput(name, List.of()))))
          .containsExactly("name reserved");
    }
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void create_ofANameThatIsThere_inAnySpelling_isRefused() {
    create(DESK);
    for (String name : List.of("front_desk", "Front_Desk", "FRONT_DESK")) {
      assertThat(code(() -> service.create(AuditInstance.SOMEBODY, new RoleInput(name, List.of()))))
          .isEqualTo(ErrorCode.CONFLICT);
    }
    assertThat(count()).isEqualTo(7);
  }

  @Test
  void create_withUnknownPermissions_namesEach_andWritesNothing() {
    RoleInput input =
        new RoleInput(
            "odd",
            List.of("users:read", "users:delete", "everything:write", "users:read", "users", ""));
    assertThat(fields(() -> service.create(AuditInstance.SOMEBODY, input)))
        .containsExactly(
            "permissions[1] one_of",
            "permissions[2] one_of",
            "permissions[3] unique",
            "permissions[4] one_of",
            "permissions[5] one_of");
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void change_thatTakesAPermissionAway_isSeenAtOnce_andCutsOff() {
    int version = create(DESK).version();
    roles.role("front_desk");
    names("");

    RoleView changed = change("front_desk", List.of("users:read"), tag(version));

    assertThat(changed)
        .isEqualTo(new RoleView("front_desk", false, List.of("users:read"), version + 1));
    assertThat(roles.role("front_desk").value()).isEqualTo(changed);
    assertThat(lowered).extracting(RoleLowered::role).containsExactly("front_desk");
    assertThat(permissions.of(Set.of("front_desk")).schoolWide()).containsExactly("users:read");
  }

  @Test
  void change_thatOnlyAdds_isSeenAtOnce_andCutsOffNobody() {
    create(DESK);
    roles.role("front_desk");

    change("front_desk", List.of("users:read", "attendance:write", "grades:read"), null);

    assertThat(roles.role("front_desk").value().permissions()).hasSize(3);
    assertThat(lowered).isEmpty();
  }

  @Test
  void change_ofAnOldVersion_isRefusedAndChangesNothing() {
    int version = create(DESK).version();
    change("front_desk", List.of("users:read"), tag(version));
    lowered.clear();

    assertThat(code(() -> change("front_desk", List.of(), tag(version))))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(roles.role("front_desk").value().permissions()).containsExactly("users:read");
    assertThat(lowered).isEmpty();
    assertThat(change("front_desk", List.of(), tag(version + 1)).version()).isEqualTo(version + 2);
  }

  @Test
  void builtInRoles_areNeitherChangedNorDeleted() {
    for (RoleView role : List.copyOf(builtIn())) {
      assertThat(code(() -> change(role.name(), List.of(), null))).isEqualTo(ErrorCode.CONFLICT);
      assertThat(code(() -> delete(role.name(), "*"))).isEqualTo(ErrorCode.CONFLICT);
    }
    assertThat(builtIn()).hasSize(6);
    assertThat(permissions.of(Set.of("TEACHER")).all()).contains("classes:write");
    assertThat(lowered).isEmpty();
  }

  @Test
  void delete_ofARoleThatPeopleHave_isRefused_andSaysOfHowMany() {
    create(DESK);
    queries.update("insert into person_role (person_id, role_name) values (900102, 'front_desk')");
    assertThat(refusal(() -> delete("front_desk", null)).getMessage()).startsWith("One person");
    queries.update("insert into person_role (person_id, role_name) values (900106, 'front_desk')");
    ProblemException refused = refusal(() -> delete("front_desk", null));
    assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refused.getMessage()).startsWith("2 people");
    assertThat(roles.role("front_desk").isAbsent()).isFalse();
  }

  @Test
  void delete_ofARoleThatNobodyHas_isSeenAtOnce() {
    int version = create(DESK).version();
    roles.role("front_desk");
    names("");
    assertThat(code(() -> delete("front_desk", tag(version + 6))))
        .isEqualTo(ErrorCode.STALE_VERSION);

    delete("front_desk", tag(version));

    assertThat(roles.role("front_desk").isAbsent()).isTrue();
    assertThat(names("")).hasSize(6);
    assertThat(code(() -> delete("front_desk", null))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(() -> change("front_desk", List.of(), null))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  /** Somebody that saw the deleted role would otherwise change, or believe to know, the new one. */
  @Test
  void create_afterADeletion_isNeverTheOldVersion() {
    RoleView before = create(DESK);
    String seen = tag(before.version());
    delete("front_desk", seen);
    RoleView now = create(new RoleInput("front_desk", List.of("grades:write")));

    assertThat(now.version()).isNotEqualTo(before.version());
    assertThat(roles.role("front_desk").value()).isEqualTo(now);
    assertThat(code(() -> change("front_desk", List.of(), seen)))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(code(() -> delete("front_desk", seen))).isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(change("front_desk", List.of(), tag(now.version())).version())
        .isEqualTo(now.version() + 1);
  }

  @Test
  void list_isSorted_cutIntoPages_andFound() {
    create(new RoleInput("Zoo", List.of()));
    create(new RoleInput("art", List.of()));
    assertThat(names("")).startsWith("art", "PARENT").endsWith("Zoo");
    assertThat(names("-name")).startsWith("Zoo").endsWith("art");
    assertThat(total("admin")).isEqualTo(2);
  }

  @Test
  void permissions_ofBuiltInRoles_areSchoolWideAsTheTableSays_andNotOfOwnClassesAlone() {
    for (RoleView role : builtIn()) {
      Permissions.Granted granted = permissions.of(Set.of(role.name()));
      assertThat(granted.schoolWide())
          .as(role.name())
          .isEqualTo(BuiltInRoles.schoolWide(role.name()));
      assertThat(granted.all()).containsAll(granted.schoolWide());
      assertThat(Thing.permissions()).containsAll(granted.all());
    }
    assertThat(permissions.of(Set.of(RoleName.SCHOOL_ADMIN)).schoolWide())
        .as("an administrator's rights are of the whole school")
        .isEqualTo(permissions.of(Set.of(RoleName.SCHOOL_ADMIN)).all());
    assertThat(permissions.of(Set.of(RoleName.TEACHER)).schoolWide())
        .doesNotContain("classes:read", "attendance:write", "users:read");
    assertThat(permissions.of(Set.of("nothing")).all()).isEmpty();
  }

  @Test
  void permissions_ofATeacherWithACustomRole_areSchoolWideByTheCustomOneAlone() {
    create(DESK);
    Permissions.Granted granted = permissions.of(Set.of("front_desk", RoleName.TEACHER));
    assertThat(granted.schoolWide())
        .containsExactlyInAnyOrder(
            "users:read", "attendance:write", "schools:read", "inventory:read");
  }

  private List<RoleView> builtIn() {
    return queries.list("select name from role where built_in", row -> row.text(1)).stream()
        .map(name -> roles.role(name).value())
        .toList();
  }

  private RoleView create(RoleInput input) {
    return transactions.run(() -> service.create(AuditInstance.SOMEBODY, input));
  }

  private RoleView change(String name, List<String> permissions, String ifMatch) {
    PermissionsInput input = new PermissionsInput(permissions);
    return transactions.run(() -> service.change(AuditInstance.SOMEBODY, name, input, ifMatch));
  }

  private boolean delete(String name, String ifMatch) {
    return transactions.run(
        () -> {
          service.delete(AuditInstance.SOMEBODY, name, ifMatch);
          return true;
        });
  }

  private static String tag(int version) {
    return VersionTag.of(version);
  }

  private static ProblemException refusal(Supplier<?> write) {
    return catchThrowableOfType(ProblemException.class, write::get);
  }

  private ErrorCode code(Supplier<?> write) {
    return refusal(write).code();
  }

  private List<String> fields(Supplier<?> write) {
    ProblemException refused = refusal(() -> transactions.run(write));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    return refused.errors().stream().map(each -> each.field() + " " + each.rule()).toList();
  }

  private int count() {
    return queries.find("select count(*) from role", row -> row.integer(1)).orElseThrow();
  }

  private List<String> names(String sort) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    if (!sort.isEmpty()) {
      parameters.add("sort", sort);
    }
    Cached<?> rows = roles.roles(ListQuery.of(parameters, List.of("name"), Set.of("q"))).get(0);
    return java.util.regex.Pattern.compile("\"name\":\"([^\"]*)\"")
        .matcher(new String(rows.payload(), StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private long total(String text) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.add("q", text);
    Cached<?> total = roles.roles(ListQuery.of(parameters, List.of("name"), Set.of("q"))).get(1);
    return Long.parseLong(new String(total.payload(), StandardCharsets.UTF_8));
  }
}
