package dev.homeroom.audit;

import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes rows of a table {@code deed} with a record of each, from four threads, until it is killed.
 * Prints the id of each that is committed. The arguments are the database's URL, user and password,
 * and the name of the instance.
 */
final class AuditWriterProgram {
  private static final int WRITERS = 4;
  private static final int MOST_FAILURES = 50;

  private static final AtomicInteger FAILURES = new AtomicInteger();

  private AuditWriterProgram() {}

  public static void main(String... arguments) throws SQLException {
    // On a busy machine H2 may take longer to open its file than a pool waits.
    DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
    Databases.Address database = new Databases.Address(arguments[0], arguments[1], arguments[2]);
    AuditInstance at = new AuditInstance(database, arguments[3]);
    AtomicInteger number = new AtomicInteger();
    for (int i = 0; i < WRITERS; i++) {
      new Thread(
              () -> {
                while (true) {
                  write(at, arguments[3] + "-" + number.incrementAndGet());
                }
              })
          .start();
    }
  }

  @SuppressWarnings("SystemOut") // What it prints is its answer.
  private static void write(AuditInstance at, String id) {
    try {
      at.run(
          () -> {
            new Queries(at.dataSource()).update("insert into deed (id) values (?)", id);
            at.log.record(
                AuditEvent.of(AuditAction.ROLE_CREATED, RequestOrigin.SERVER)
                    .about(AuditSubject.role(id)));
          });
      synchronized (AuditWriterProgram.class) {
        System.out.println(id);
      }
    } catch (RuntimeException e) {
      // Not confirmed; on a busy machine a wait may end.
      if (FAILURES.incrementAndGet() > MOST_FAILURES) {
        throw new IllegalStateException(e);
      }
    }
  }
}
