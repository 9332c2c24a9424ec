package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What MariaDB's schema says itself, since the database that it is made in may say otherwise. */
class SchemaMariaDbTest {
  private HikariDataSource pool;
  private Queries queries;

  @BeforeEach
  void make() {
    pool = Databases.migrated(DatabaseKind.MARIADB).pool(4);
    queries = new Queries(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void texts_areComparedByteByByte_inEveryTable() {
    List<String> others =
        queries.list(
            "select concat_ws(' ', table_name, column_name, collation_name)"
                + " from information_schema.columns where table_schema = database()"
                + " and table_name <> 'flyway_schema_history'"
                + " and collation_name <> 'utf8mb4_nopad_bin'",
            row -> row.text(1));
    assertThat(others).isEmpty();
    queries.update("insert into generation (tag) values ('role:A'), ('role:a'), ('role:a ')");
    assertThat(queries.list("select tag from generation where tag = 'role:a'", row -> row.text(1)))
        .containsExactly("role:a");
  }

  @Test
  void columns_areThoseOfH2() {
    String columns =
        "select lower(concat_ws('.', table_name, column_name)) as name"
            + " from information_schema.columns where lower(table_schema) = %s"
            // Sequences are tables of MariaDB; PostgreSQL alone has changed_in.
            + " and lower(table_name) not like '%%_seq'"
            + " and lower(table_name) <> 'flyway_schema_history' order by name";
    try (HikariDataSource h2 = Databases.migrated(DatabaseKind.H2).pool(1)) {
      List<String> expected =
          new Queries(h2).list(columns.formatted("'public'"), row -> row.text(1));
      assertThat(queries.list(columns.formatted("database()"), row -> row.text(1)))
          .containsExactlyElementsOf(expected);
    }
  }
}
