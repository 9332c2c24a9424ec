package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.database.Figures.Figure;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.TcpProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class PostgresProtocolTest extends ProtocolContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @Test
  void commit_replyLost_endsAsOneOfTheTwoStatesOnBoth_neverAsOldFigures() throws Exception {
    try (TcpProxy proxy = new TcpProxy(Databases.postgresPort());
        Node writer = scenarios.node(new Node.Plan());
        Node reader = scenarios.node(new Node.Plan());
        HikariDataSource throughProxy = address.through(proxy.port()).pool(2)) {
      String id = scenarios.newFigure(writer);
      Figures figures = new Figures(reader.main);
      for (int i = 0; i < 10; i++) {
        for (Node node : List.of(writer, reader)) {
          Scenarios.ask(node, figures, id);
          Scenarios.await("warm", () -> Scenarios.ask(node, figures, id).outcome() == Outcome.HIT);
        }
        int cuts = proxy.faults();
        proxy.cutReplyTo("COMMIT");
        assertThatThrownBy(
                () -> writer.write(throughProxy, Figures.increment(id), List.of(Figures.tag(id))))
            .isInstanceOf(SQLException.class);
        assertThat(proxy.faults()).isGreaterThan(cuts);
        // On the writer's instance no hit is old from now on, whichever way it went.
        Cached<Figure> here = Scenarios.ask(writer, figures, id);
        long committed = figures.committed(id);
        assertThat(Scenarios.ask(writer, figures, id).value().n()).isEqualTo(committed);
        assertThat(here.value().n()).isBetween(committed - 1, committed);
        Scenarios.await(
            "the same on the other",
            () -> Scenarios.ask(reader, figures, id).value().n() == committed);
      }
    }
  }

  @Test
  void databaseCutOff_isAStateInWhichNobodyWaits_andEndsByItself() throws Exception {
    try (TcpProxy proxy = new TcpProxy(Databases.postgresPort());
        LogCapture log = new LogCapture("dev.homeroom.cache.generations");
        Node other = scenarios.node(new Node.Plan());
        Node cutOff = new Node(address.through(proxy.port()), kind(), new Node.Plan())) {
      String id = scenarios.newFigure(other);
      Figures figures = new Figures(cutOff.main);
      Scenarios.ask(cutOff, figures, id);
      for (TcpProxy.Mode fault : List.of(TcpProxy.Mode.REFUSE, TcpProxy.Mode.STALL)) {
        Scenarios.await("warm", () -> Scenarios.ask(cutOff, figures, id).outcome() == Outcome.HIT);
        long old = Scenarios.ask(cutOff, figures, id).value().n();
        proxy.become(fault);
        Scenarios.await("away", cutOff.generations::databaseAway);
        other.write(Figures.increment(id), List.of(Figures.tag(id)));
        Scenarios.await("older than 2 s", () -> !cutOff.generations.isRecent());
        int loads = figures.loads.get();
        long begun = System.nanoTime();
        Cached<Figure> stale = Scenarios.ask(cutOff, figures, id);
        assertThat(figures.loads).as("nothing was tried that could wait").hasValue(loads);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isLessThan(Promised.within(Duration.ofMillis(200)));
        assertThat(stale.outcome()).isEqualTo(Outcome.STALE);
        assertThat(stale.value().n()).isEqualTo(old);
        proxy.become(TcpProxy.Mode.PASS);
        long healed = System.nanoTime();
        Scenarios.await("back", () -> !cutOff.generations.databaseAway());
        assertThat(Duration.ofNanos(System.nanoTime() - healed))
            .isLessThan(Promised.within(Duration.ofSeconds(5)));
        assertThat(Scenarios.ask(cutOff, figures, id).value().n()).isEqualTo(old + 1);
        assertThat(Scenarios.ask(cutOff, figures, id).outcome()).isEqualTo(Outcome.HIT);
      }
      assertThat(proxy.faults()).isPositive();
      assertThat(log.linesFrom(Level.WARNING))
          .hasSize(2)
          .allMatch(l -> l.contains("Database away"));
      assertThat(log.linesFrom(Level.INFO)).hasSize(4);
    }
  }

  @Test
  void writerStoppedBeforeItsCommit_isRolledBackByTheDatabase() throws Exception {
    try (Node node = scenarios.node(new Node.Plan());
        HikariDataSource bounded =
            address.pool(2, "-c lock_timeout=2s -c idle_in_transaction_session_timeout=5s")) {
      String id = scenarios.newFigure(node);
      assertThatThrownBy(
              () ->
                  node.write(
                      bounded,
                      new Node.Work() {
                        private long session;

                        @Override
                        public void run(Connection connection) throws SQLException {
                          session = number(connection, "select pg_backend_pid()");
                          Figures.increment(id).run(connection);
                        }

                        @Override
                        public void beforeCommit(Connection connection) {
                          awaitEndOf(session);
                        }
                      },
                      List.of(Figures.tag(id))))
          .isInstanceOf(SQLException.class);
      assertThat(new Figures(node.main).committed(id)).isZero();
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Waits, as a writer that is stopped, until the database has ended its session. */
  private void awaitEndOf(long session) {
    String sql = "select count(*) from pg_stat_activity where pid = " + session;
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    try (HikariDataSource look = address.pool(1);
        Connection connection = look.getConnection()) {
      while (number(connection, sql) > 0) {
        assertThat(System.nanoTime()).as("ended").isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
