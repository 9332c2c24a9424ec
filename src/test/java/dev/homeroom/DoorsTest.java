package dev.homeroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the doors between the rooms: who may import whom, also for rooms that are still empty. */
class DoorsTest {
  private static final String BASE = "dev.homeroom.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.homeroom");

  private static final Map<String, Set<String>> DOORS = new HashMap<>();

  static {
    Set<String> basis = Set.of("cache", "access", "http", "audit", "sql");
    door("cache", Set.of());
    // ADR 0004: how rows are read; it knows no school. The cache knows whether the database is
    // away.
    door("sql", Set.of("cache"));
    door("access", Set.of());
    door("http", Set.of("cache", "access"));
    door("database", Set.of("cache"));
    door("audit", Set.of("access", "http"));
    door("roles", basis);
    door("schools", basis);
    door("users", basis, "roles", "schools");
    door(
        "auth",
        Set.of("cache", "access", "http", "audit"),
        "roles",
        "schools",
        "users",
        "database");
    door("classes", basis, "schools", "users");
    door("inventory", basis, "schools", "users");
    door("notices", basis, "schools", "users");
    door("fees", basis, "schools", "users", "classes");
    List<String> school =
        List.of("roles", "schools", "users", "classes", "fees", "inventory", "notices");
    door("reports", basis, school.toArray(String[]::new));
    door("imports", basis, school.toArray(String[]::new));
    door(
        "dashboards",
        Set.of("cache", "access", "http", "reports", "auth", "sql"),
        school.toArray(String[]::new));
    door("demo", Set.of("cache", "database", "sql"), school.toArray(String[]::new));
    door("operations", Set.of("cache", "auth", "access", "http", "audit"));
  }

  private static void door(String room, Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    DOORS.put(room, all);
  }

  private static String packageBelowBase(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()) : "";
  }

  private static String room(JavaClass type) {
    return packageBelowBase(type).split("\\.", 2)[0];
  }

  @Test
  void rooms_areTheOnesOfTheTable() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(room(type)));
    assertThat(found).isEqualTo(new TreeSet<>(DOORS.keySet()));
  }

  @Test
  void rooms_importOnlyWhatTheirDoorNames() {
    classes().should(goOnlyThroughDoors()).check(CLASSES);
  }

  private static ArchCondition<JavaClass> goOnlyThroughDoors() {
    return new ArchCondition<>("import only what their room's door names") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Set<String> allowed = DOORS.getOrDefault(room(type), Set.of());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(target -> target.getPackageName().startsWith(BASE))
            .filter(target -> !room(target).equals(room(type)))
            .filter(target -> !allowed.contains(room(target)))
            .forEach(
                target ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " imports " + target.getName())));
      }
    };
  }

  @Test
  void roomsInsideTheCache_importOnlyTheContractAndTheStoredForm() {
    for (String inner :
        List.of("entry", "generations", "reading", "memory", "monitoring", "failover", "redis")) {
      noClasses()
          .that()
          .resideInAPackage(BASE + "cache." + inner + "..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "stand in another inner room",
                  target -> {
                    String name = packageBelowBase(target);
                    return name.startsWith("cache.")
                        && !name.equals("cache." + inner)
                        && !name.equals("cache.entry");
                  }))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
    noClasses()
        .that()
        .resideInAPackage("dev.homeroom.cache")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.homeroom.cache.*..")
        .check(CLASSES);
  }

  @Test
  void rooms_haveNoCycles() {
    slices().matching("dev.homeroom.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void outsideLibraries_stayInTheirRooms() {
    only("javax.cache..", "dev.homeroom.cache.memory..");
    only("org.ehcache..", "dev.homeroom.cache.memory..");
    only("redis.clients..", "dev.homeroom.cache.redis..");
    only("org.jose4j..", "dev.homeroom.auth..");
    only("com.password4j..", "dev.homeroom.auth..");
  }

  private static void only(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  /** Data walks by parameters; and web.xml has these scopes opened for no request (ADR 0010). */
  @Test
  void beans_haveNoScopeOfARequest() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(RequestScoped.class, SessionScoped.class, ConversationScoped.class)
        .check(CLASSES);
  }

  @Test
  void cache_knowsNoPersistenceNoResourcesNoSchool() {
    noClasses()
        .that()
        .resideInAPackage("dev.homeroom.cache..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "jakarta.ws.rs..", "java.sql..", "javax.sql..")
        .check(CLASSES);
  }

  @Test
  void school_usesTheCacheThroughItsContractAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.homeroom.cache..", "dev.homeroom.database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.homeroom.cache.reading..",
            "dev.homeroom.cache.memory..",
            "dev.homeroom.cache.generations..",
            "dev.homeroom.cache.redis..")
        .check(CLASSES);
  }

  @Test
  void everyPackage_hasACaption() {
    Set<String> without = new TreeSet<>();
    CLASSES.forEach(
        type -> {
          if (!CLASSES.contain(type.getPackageName() + ".package-info")) {
            without.add(type.getPackageName());
          }
        });
    assertThat(without).isEmpty();
  }

  @Test
  void names_sayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
        .orShould()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..dto..", "..helpers..")
        .check(CLASSES);
  }
}
