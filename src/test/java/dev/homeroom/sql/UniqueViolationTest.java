package dev.homeroom.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class UniqueViolationTest {
  @Test
  void isIn_whatH2Throws_alsoAsACause() throws SQLException {
    SQLException taken = insertTwice(Databases.h2());

    assertThat(UniqueViolation.isIn(taken)).isTrue();
    assertThat(UniqueViolation.isIn(new IllegalStateException(new RuntimeException(taken))))
        .isTrue();
  }

  @Test
  void isIn_whatPostgresThrows() throws SQLException {
    assertThat(UniqueViolation.isIn(insertTwice(Databases.postgres()))).isTrue();
  }

  @Test
  void isIn_otherFailures_isFalse_alsoOfEndlessCauses() {
    Exception first = new Exception("a");
    Exception second = new Exception("b", first);
    first.initCause(second);

    assertThat(UniqueViolation.isIn(first)).isFalse();
    assertThat(UniqueViolation.isIn(new SQLException("not null", "23502"))).isFalse();
    assertThat(UniqueViolation.isIn(new SQLException("23505"))).isFalse();
  }

  private static SQLException insertTwice(Databases.Address address) throws SQLException {
    try (var pool = address.pool(1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table once (id int primary key)");
      statement.execute("insert into once values (1)");
      statement.execute("insert into once values (1)");
      throw new AssertionError("inserted twice");
    } catch (SQLException e) {
      return e;
    }
  }
}
