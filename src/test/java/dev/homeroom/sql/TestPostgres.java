package dev.homeroom.sql;

import dev.homeroom.database.DatabaseKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of our own with the schema of the migrations, and the bounds on lock waits, idle
 * transactions and sockets that the shipped configuration sets.
 */
public final class TestPostgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
    dataSource.setUrl(server.getJdbcUrl("postgres", "postgres"));
    dataSource.setOptions("-c lock_timeout=2s -c idle_in_transaction_session_timeout=5s");
    dataSource.setSocketTimeout(6);
  }

  /** Starts one on a free port. */
  public static TestPostgres start() {
    TestPostgres started = bare();
    TestDatabase.migrate(started.dataSource, DatabaseKind.POSTGRESQL, "latest");
    return started;
  }

  /** Starts one without a schema. */
  public static TestPostgres bare() {
    try {
      return new TestPostgres(EmbeddedPostgres.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the school of {@code fixture/one-class.sql}. */
  public void runFixture() {
    TestDatabase.run(dataSource, "/fixture/one-class.sql");
  }

  /** Returns its data source. */
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
