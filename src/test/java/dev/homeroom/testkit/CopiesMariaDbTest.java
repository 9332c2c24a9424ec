package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CopiesMariaDbTest {
  @Test
  void copy_isWhatTheMigrationsMake_withAnIdOfItsOwn() {
    Databases.Address copy = Databases.migrated(DatabaseKind.MARIADB);
    Databases.Address migrated = Databases.migrate(MariaServer.database(), DatabaseKind.MARIADB);

    assertThat(read(copy, CopiesMariaDbTest::made))
        .hasSizeGreaterThan(40)
        .isEqualTo(read(migrated, CopiesMariaDbTest::made));
    assertThat(read(copy, CopiesMariaDbTest::id))
        .isNotEqualTo(read(migrated, CopiesMariaDbTest::id));
  }

  /** Returns the statements that make the tables and sequences, which MariaDB has for tables. */
  private static List<String> made(Queries queries) {
    return queries.list("show tables", row -> row.text(1)).stream()
        .flatMap(table -> queries.list("show create table " + table, row -> row.text(2)).stream())
        .toList();
  }

  private static List<String> id(Queries queries) {
    return queries.list("select installation from installation", row -> row.text(1));
  }

  private static <A> A read(Databases.Address at, Function<Queries, A> reader) {
    try (HikariDataSource pool = at.pool(1)) {
      return reader.apply(new Queries(pool));
    }
  }
}
