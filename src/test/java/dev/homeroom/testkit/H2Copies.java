package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of the file of a running server on H2, which nobody else may open: what a copy holds is
 * what had been committed.
 */
public final class H2Copies implements AutoCloseable {
  private static final int TRIES = 5;

  private final Path data;
  private final Path copies;
  private final List<Databases.Address> made = new ArrayList<>();

  /** Copies from the server's directory of data. */
  public H2Copies(Path data) throws IOException {
    this.data = data;
    this.copies = Files.createTempDirectory("h2-copies");
  }

  /** Returns where a new copy is. */
  public Databases.Address copy() {
    for (int i = 1; ; i++) {
      Databases.Address copy = once();
      try {
        new Sql(copy).connect().close();
        return copy;
      } catch (SQLException e) {
        // The server was writing: a file that is copied in parts may hold parts of two states.
        made.remove(copy);
        if (i == TRIES) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private Databases.Address once() {
    String name = "copy" + System.nanoTime();
    try {
      Files.copy(data.resolve("homeroom.mv.db"), copies.resolve(name + ".mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "jdbc:h2:file:" + copies.resolve(name) + ";DB_CLOSE_DELAY=-1";
    Databases.Address copy = new Databases.Address(url, "homeroom", "homeroom");
    made.add(copy);
    return copy;
  }

  @Override
  public void close() throws IOException, SQLException {
    for (Databases.Address copy : made) {
      try (Connection connection = new Sql(copy).connect();
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown immediately");
      }
    }
    try (Stream<Path> files = Files.list(copies)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(copies);
  }
}
