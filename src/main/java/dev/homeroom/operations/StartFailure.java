package dev.homeroom.operations;

import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ends a failed start with one clear line and exit code 1. */
final class StartFailure {
  private static final System.Logger LOGGER = System.getLogger(StartFailure.class.getName());
  private static final int MAX_CAUSES = 20;
  private static final int H2_FILE_IN_USE = 90020;

  /** SQL states of connections, logins and databases that are not there (SQL:2016, PostgreSQL). */
  private static final Pattern NO_CONNECTION = Pattern.compile("(08|28|3D).*");

  private StartFailure() {}

  /** Ends this server now; {@code System.exit} would wait for the start, which waits for it. */
  static void end(Throwable failure) {
    LOGGER.log(System.Logger.Level.DEBUG, "The start failed", failure);
    LOGGER.log(System.Logger.Level.ERROR, "Homeroom cannot start: {0}", line(failure));
    Runtime.getRuntime().halt(1);
  }

  /** Returns the failure and what to do about it, in one line. */
  static String line(Throwable failure) {
    Throwable at = failure;
    Throwable last = failure;
    @Nullable SQLException database = null;
    for (int i = 0; at != null && i < MAX_CAUSES; i++) {
      if (at instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IN_USE) {
        return "this H2 file is in use by another Homeroom; several instances need PostgreSQL"
            + " (DB_URL).";
      }
      if (at instanceof FileSystemException file) {
        return "the data directory cannot be used: "
            + file.getClass().getSimpleName().replace("Exception", "")
            + " "
            + oneLine(file)
            + "; set HOMEROOM_DATA to one that can be written.";
      }
      if (database == null && at instanceof SQLException sql && isOfConnection(sql)) {
        database = sql;
      }
      last = at;
      at = at.getCause();
    }
    if (database != null) {
      return "the database cannot be used (settings DB_…): "
          + oneLine(database)
          + (database == last ? "" : " Cause: " + oneLine(last));
    }
    return failure.getMessage() == null || last == failure
        ? oneLine(last)
        : oneLine(failure) + " Cause: " + oneLine(last);
  }

  private static boolean isOfConnection(SQLException failure) {
    return failure.getSQLState() != null && NO_CONNECTION.matcher(failure.getSQLState()).matches();
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.replaceAll("\\s+", " ").strip();
  }
}
