package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy of a migrated database is one, but for who it is. */
class DatabasesTest {
  @ParameterizedTest
  @EnumSource(value = DatabaseKind.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
  void migrated_eachHasAnInstallationIdOfItsOwn_andAllMigrations(DatabaseKind kind) {
    Databases.Address one = Databases.migrated(kind);
    Databases.Address two = Databases.migrated(kind);

    assertThat(list(one, "select installation from installation"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(list(two, "select installation from installation"));
    String versions =
        "select \"version\" from \"flyway_schema_history\" where \"version\" is not null order by 1";
    assertThat(list(one, versions))
        .hasSizeGreaterThan(5)
        .isEqualTo(list(Databases.migrate(empty(kind), kind), versions));
  }

  @Test
  void migratedH2_isWhatTheMigrationsMake() {
    List<String> migrated = script(Databases.migrate(Databases.h2(), DatabaseKind.H2));

    assertThat(script(Databases.migrated(DatabaseKind.H2)))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(migrated);
  }

  private static Databases.Address empty(DatabaseKind kind) {
    return kind == DatabaseKind.H2 ? Databases.h2() : Databases.postgres();
  }

  /** Returns the statements that make a database, but for those whose values are its own. */
  private static List<String> script(Databases.Address of) {
    return list(of, "script nosettings").stream()
        .filter(line -> !line.matches("(?s)(CREATE USER|--).*|INSERT INTO .*"))
        .toList();
  }

  private static List<String> list(Databases.Address of, String sql) {
    try (var pool = of.pool(1)) {
      return new Queries(pool).list(sql, row -> row.text(1));
    }
  }
}
