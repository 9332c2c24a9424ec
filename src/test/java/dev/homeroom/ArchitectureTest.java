package dev.homeroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checks which package may import which, and where libraries and kinds of code may stand. */
class ArchitectureTest {
  private static final String BASE = "dev.homeroom.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.homeroom");

  /** Every package may import these. They import nothing of ours. */
  private static final List<String> LEAVES = List.of("settings", "time");

  /** Which others a package may import. */
  private static final Map<String, Set<String>> ALLOWED = new HashMap<>();

  static {
    Set<String> reading = Set.of("cache", "access", "http", "sql");
    Set<String> basis = Set.of("cache", "access", "http", "sql", "audit");
    allow("settings", Set.of());
    allow("time", Set.of());
    allow("cache", Set.of());
    // ADR 0004: how rows are read; it knows no school. The cache knows whether the database is
    // away.
    allow("sql", Set.of("cache"));
    allow("access", Set.of());
    allow("http", Set.of("cache", "access"));
    allow("database", Set.of("cache"));
    allow("audit", reading);
    allow("roles", basis);
    allow("schools", basis);
    allow("users", basis, "roles", "schools");
    allow("auth", basis, "roles", "schools", "users", "database");
    allow("classes", basis, "schools", "users");
    allow("notices", basis, "schools", "users");
    allow("inventory", basis, "schools", "users");
    allow("fees", basis, "schools", "users", "classes");
    List<String> school =
        List.of("roles", "schools", "users", "classes", "fees", "notices", "inventory");
    allow("reports", basis, school.toArray(String[]::new));
    allow(
        "dashboards",
        Set.of("cache", "access", "http", "auth", "sql"),
        school.toArray(String[]::new));
    allow("demo", Set.of("cache", "database", "sql"), school.toArray(String[]::new));
    allow("pages", Set.of());
    allow("operations", Set.of("cache", "auth", "access", "http", "audit"));
  }

  private static void allow(String importer, Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    if (!LEAVES.contains(importer)) {
      all.addAll(LEAVES);
    }
    ALLOWED.put(importer, all);
  }

  private static String packageBelowBase(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()) : "";
  }

  private static String topPackage(JavaClass type) {
    return packageBelowBase(type).split("\\.", 2)[0];
  }

  @Test
  void packages_areThoseInAllowed() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(topPackage(type)));
    assertThat(found).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
  }

  @Test
  void packages_importOnlyWhatTheTableAllows() {
    classes().should(importOnlyWhatIsAllowed()).check(CLASSES);
  }

  private static ArchCondition<JavaClass> importOnlyWhatIsAllowed() {
    return new ArchCondition<>("import only what the table allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Set<String> allowed = ALLOWED.getOrDefault(topPackage(type), Set.of());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(target -> target.getPackageName().startsWith(BASE))
            .filter(target -> !topPackage(target).equals(topPackage(type)))
            .filter(target -> !allowed.contains(topPackage(target)))
            .forEach(
                target ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " imports " + target.getName())));
      }
    };
  }

  @Test
  void packagesOfTheCache_importOnlyItsContractsAndTheStoredForm() {
    for (String inner :
        List.of(
            "spi",
            "entry",
            "generations",
            "readthrough",
            "memory",
            "monitoring",
            "failover",
            "redis")) {
      noClasses()
          .that()
          .resideInAPackage(BASE + "cache." + inner + "..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "stand in another package of the cache",
                  target -> {
                    String name = packageBelowBase(target);
                    return name.startsWith("cache.")
                        && !name.equals("cache." + inner)
                        && !name.equals("cache.spi")
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
  void contractsWithinTheCache_areSeenByItsPackagesAndByThoseThatImplementItsPorts() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.homeroom.cache..", "dev.homeroom.database")
        .and()
        .doNotHaveSimpleName("DatabaseFailures")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.homeroom.cache.spi")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.homeroom.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void libraries_areUsedByOnePackageEach() {
    only("javax.cache..", "dev.homeroom.cache.memory..");
    only("org.ehcache..", "dev.homeroom.cache.memory..");
    only("redis.clients..", "dev.homeroom.cache.redis..");
    only("org.jose4j..", "dev.homeroom.auth..");
    only("org.bouncycastle..", "dev.homeroom.auth..");
  }

  private static void only(String library, String user) {
    noClasses()
        .that()
        .resideOutsideOfPackage(user)
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
            "dev.homeroom.cache.readthrough..",
            "dev.homeroom.cache.memory..",
            "dev.homeroom.cache.generations..",
            "dev.homeroom.cache.redis..")
        .check(CLASSES);
  }

  /**
   * What it answers comes by its service, which asks the cache, and is written in a transaction.
   */
  @Test
  void resources_readAndWriteNoRows() {
    noClasses()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.homeroom.sql.Queries")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..")
        .check(CLASSES);
  }

  @Test
  void everyPackage_hasPackageInfo() {
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

  /**
   * EclipseLink weaves entities in the server, and then notices the changes that their own methods
   * make; what another class writes into a field is lost, and only there.
   */
  @Test
  void entities_areChangedByTheirOwnMethodsAlone() {
    Set<String> outside = new TreeSet<>();
    CLASSES.stream()
        .filter(type -> type.isAnnotatedWith(Entity.class))
        .flatMap(type -> type.getFields().stream())
        .flatMap(field -> field.getAccessesToSelf().stream())
        .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
        .filter(access -> !access.getOriginOwner().equals(access.getTargetOwner()))
        .forEach(access -> outside.add(access.getDescription()));
    assertThat(outside).isEmpty();
  }
}
