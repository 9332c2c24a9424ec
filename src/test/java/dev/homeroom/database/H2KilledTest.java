package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.store.fs.Recorder;
import org.h2.store.fs.rec.FilePathRec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file that a killed process leaves, at many moments: it is what had been written to H2's file
 * until then, in the order of the writes. Without {@link OneWriter} about one file in sixty holds a
 * half of a transaction.
 */
class H2KilledTest {
  private static final int WRITERS = 8;
  private static final int TRANSACTIONS = 300;

  /** So many that others are in the middle of a transaction whenever one is stored. */
  private static final int ROWS = 10;

  /** A chunk of H2's file takes some writes; a file after each of them would take too long. */
  private static final int WRITES_PER_FILE = 5;

  @TempDir Path folder;

  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final List<KilledFile> killed = new ArrayList<>();

  /** A file, and the transactions that had been confirmed before it was left. */
  private record KilledFile(Path path, Set<Integer> confirmed) {}

  @AfterEach
  void stopRecording() {
    FilePathRec.setRecorder(null);
  }

  @RepeatedTest(4)
  void killedAtAnyWrite_keepsWhatWasConfirmed_andNothingByHalf() throws Exception {
    FilePathRec.register();
    try (Recording recording = new Recording();
        HikariDataSource pool = pool()) {
      make(pool);
      recording.begin();
      write(new OneWriter(System::nanoTime).over(pool, null));
      recording.end();
    }
    assertThat(confirmed).hasSize(TRANSACTIONS);
    assertThat(killed).hasSizeGreaterThan(TRANSACTIONS / (2 * WRITES_PER_FILE));
    assertThat(killed).allSatisfy(file -> assertThat(wrong(file)).isEmpty());
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:rec:" + folder.resolve("db") + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000");
    config.setMaximumPoolSize(WRITERS);
    return new HikariDataSource(config);
  }

  private static void make(DataSource empty) throws SQLException {
    try (Connection connection = empty.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table deed (id int primary key)");
      // Between the two that are compared, so that H2 takes their states some time apart.
      for (int i = 0; i < 60; i++) {
        statement.execute("create table other" + i + " (id int primary key, text varchar unique)");
      }
      statement.execute("create table record (id int primary key, text varchar unique)");
    }
  }

  private void write(DataSource dataSource) throws InterruptedException {
    AtomicInteger last = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(
          new Thread(
              () -> {
                for (int id; (id = last.incrementAndGet()) <= TRANSACTIONS; ) {
                  write(dataSource, id);
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void write(DataSource dataSource, int id) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (int row = ROWS * id; row < ROWS * (id + 1); row++) {
        insert(connection, "insert into deed values (?)", row);
        insert(connection, "insert into record (id) values (?)", row);
      }
      connection.commit();
      confirmed.add(id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection, String sql, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, id);
      statement.executeUpdate();
    }
  }

  /** Looks into a file as it is found after a kill; returns what is wrong with it. */
  private String wrong(KilledFile killed) {
    String database = killed.path().toString().replace(".mv.db", "");
    try (Connection connection = DriverManager.getConnection("jdbc:h2:" + database)) {
      Set<Integer> deeds = ids(connection, "deed");
      Set<Integer> records = ids(connection, "record");
      return deeds.equals(records) && deeds.containsAll(killed.confirmed())
          ? ""
          : "deeds %s, records %s, confirmed %s".formatted(deeds, records, killed.confirmed());
    } catch (SQLException e) {
      return e.toString();
    }
  }

  /** Returns the transactions of which a table has all rows; negative if it has some. */
  private static Set<Integer> ids(Connection connection, String table) throws SQLException {
    Set<Integer> ids = new TreeSet<>();
    String sql = "select id / " + ROWS + " as work, count(*) from " + table + " group by work";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getInt(2) == ROWS ? rows.getInt(1) : -rows.getInt(1));
      }
    }
    return ids;
  }

  /** Writes a second file as H2 writes its own, and copies it now and then. */
  private final class Recording implements Recorder, AutoCloseable {
    private final Path path = folder.resolve("recorded");
    private final RandomAccessFile file;
    private boolean hasBegun;
    private int writes;

    Recording() throws IOException {
      file = new RandomAccessFile(path.toFile(), "rw");
      FilePathRec.setRecorder(this);
    }

    synchronized void begin() {
      hasBegun = true;
    }

    synchronized void end() {
      hasBegun = false;
    }

    @Override
    public synchronized void log(int operation, String name, byte[] bytes, long at) {
      if (!name.endsWith("db.mv.db")) {
        return;
      }
      try {
        if (operation == TRUNCATE) {
          file.setLength(at);
        } else if (operation == WRITE) {
          file.seek(at);
          file.write(bytes);
          writes++;
          if (hasBegun && writes % WRITES_PER_FILE == 0) {
            Path copy = folder.resolve("killed" + killed.size() + ".mv.db");
            Files.copy(path, copy);
            killed.add(new KilledFile(copy, Set.copyOf(confirmed)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
