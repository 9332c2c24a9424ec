package dev.homeroom.sql;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database of our own with the schema of the migrations, and the bounds on lock waits,
 * idle transactions and sockets that the shipped configuration sets.
 */
public final class TestPostgres implements AutoCloseable {
  private final Databases.Address address;
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

  private TestPostgres(Databases.Address address) {
    this.address = address;
    dataSource.setUrl(address.url());
    dataSource.setUser(address.user());
    dataSource.setPassword(address.password());
    dataSource.setOptions("-c lock_timeout=2s -c idle_in_transaction_session_timeout=5s");
    dataSource.setSocketTimeout(6);
  }

  /** Makes one. */
  public static TestPostgres start() {
    return migrated("latest");
  }

  /** Makes one with the schema up to a migration, by its number. */
  public static TestPostgres migrated(String upTo) {
    return new TestPostgres(Databases.migrated(DatabaseKind.POSTGRESQL, upTo));
  }

  /** Makes a copy of this one, to which nobody is connected. */
  public TestPostgres copy() {
    return new TestPostgres(Databases.copyOf(address));
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
    Databases.dropPostgres(address);
  }
}
