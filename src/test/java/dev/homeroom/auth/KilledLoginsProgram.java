package dev.homeroom.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.auth.ToldPerson.Act;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs people in, goes on, logs them out and changes their passwords, each person in a thread of
 * its own, until it is killed or an act fails. It prints what it is about to do before it does it,
 * and the answer afterwards, a line each. The arguments are the database's URL, user and password,
 * its kind, the key's public and private text, and {@code id:username:password} of each person.
 */
final class KilledLoginsProgram {
  /** The name of its sessions in PostgreSQL. */
  static final String NAME = "killed";

  static final String KID = "k1";

  private static final List<Act> ROUND =
      List.of(
          Act.LOGIN,
          Act.REFRESH,
          Act.LOGIN,
          Act.LOGOUT,
          Act.REFRESH,
          Act.LOGIN,
          Act.PAGE_LOGOUT,
          Act.CHANGE);

  private static final int FIRST_PERSON = 6;
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private KilledLoginsProgram() {}

  public static void main(String... arguments) throws SQLException {
    // On a busy machine a database may take longer to open than a pool waits.
    DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
    HikariDataSource pool =
        new Databases.Address(arguments[0], arguments[1], arguments[2]).pool(10);
    LoginServer server =
        new LoginServer(
            pool,
            DatabaseKind.valueOf(arguments[3]),
            new Tokens.Keys(StoredSigningKey.opened(KID, arguments[4], arguments[5])),
            Map.of());
    for (int i = FIRST_PERSON; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":", -1);
      ToldPerson person = new ToldPerson(parts[0], parts[1], parts[2]);
      new Thread(() -> run(server, person)).start();
    }
  }

  private static void run(LoginServer server, ToldPerson person) {
    for (int number = 0; ; number++) {
      Act act = ROUND.get(number % ROUND.size());
      String next = "the password of round " + number;
      print(person.id, "asks", act.name(), next);
      person.asks(act, next);
      TokenView tokens = person.answerOf(server);
      print(
          person.id,
          "told",
          tokens == null ? "" : tokens.accessToken(),
          tokens == null ? "" : tokens.refreshToken());
      person.isTold(tokens);
    }
  }

  private static void print(String... words) {
    byte[] line = (String.join("\t", words) + "\t.\n").getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (OUT) {
        OUT.write(line);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Notes a line of its output, also one that was cut off by the kill.
   *
   * @return whether it is an answer
   */
  static boolean read(String line, Map<String, ToldPerson> people) {
    List<String> words = List.of(line.split("\t", -1));
    if (words.size() != 5 || !words.get(4).equals(".")) {
      return false;
    }
    ToldPerson person =
        Optional.ofNullable(people.get(words.get(0)))
            .orElseThrow(() -> new AssertionError("nobody's line: " + words.get(0)));
    if (words.get(1).equals("asks")) {
      person.asks(Act.valueOf(words.get(2)), words.get(3));
      return false;
    }
    person.isTold(tokens(words.get(2), words.get(3)));
    return true;
  }

  private static @Nullable TokenView tokens(String access, String refresh) {
    return access.isEmpty()
        ? null
        : new TokenView(access, refresh, "Bearer", LoginServer.CONFIG.lifetime().toSeconds());
  }
}
