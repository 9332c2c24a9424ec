package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.KilledSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM is killed with signal 9 while it logs people in and out and changes their passwords: what
 * it answered is there, and nothing is half done. {@link CrashPointsContract} tries each point;
 * this is several people at once, and the system's own end of a process.
 */
class AuthKillTest {
  private static final String PASSWORD = "seven geese cross the canal";

  /** The number is that of the answers after which it is killed. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 150})
  void killedWhileThreePeopleAct_leavesNothingHalfDone_onPostgres(int answers) throws Exception {
    Databases.Address database = Databases.migrated(DatabaseKind.POSTGRESQL);
    Databases.Address named =
        new Databases.Address(
            database.url() + "?ApplicationName=" + KilledLoginsProgram.NAME,
            database.user(),
            database.password());
    Map<String, ToldPerson> people = people(database, DatabaseKind.POSTGRESQL, 3);

    kill(named, DatabaseKind.POSTGRESQL, people, answers);

    KilledSessions.awaitEnd(database, KilledLoginsProgram.NAME);
    require(database, DatabaseKind.POSTGRESQL, people);
  }

  /** With one writer: H2 does not keep it with several, as docs/known-issues.md says. */
  @ParameterizedTest
  @ValueSource(ints = {5, 40})
  void killedWhileOnePersonActs_leavesNothingHalfDone_onH2(int answers, @TempDir Path folder)
      throws Exception {
    Databases.Address database =
        Databases.migrate(
            new Databases.Address(
                "jdbc:h2:retry:" + folder.resolve("h2") + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000",
                "homeroom",
                "homeroom"),
            DatabaseKind.H2);
    Map<String, ToldPerson> people = people(database, DatabaseKind.H2, 1);

    kill(database, DatabaseKind.H2, people, answers);

    require(database, DatabaseKind.H2, people);
  }

  private static Map<String, ToldPerson> people(
      Databases.Address database, DatabaseKind kind, int count) {
    Map<String, ToldPerson> people = new LinkedHashMap<>();
    try (AuthWitness before = new AuthWitness(database, kind, Tokens.KEYS)) {
      for (int i = 0; i < count; i++) {
        String id = before.person("ada" + i, PASSWORD);
        people.put(id, new ToldPerson(id, "ada" + i, PASSWORD));
      }
    }
    return people;
  }

  private static void require(
      Databases.Address database, DatabaseKind kind, Map<String, ToldPerson> people) {
    try (AuthWitness after = new AuthWitness(database, kind, Tokens.KEYS)) {
      people.values().forEach(person -> new AfterCrash(person, after).require());
    }
  }

  /** Lets a JVM act, kills it after a number of answers, and notes all that it told. */
  private static void kill(
      Databases.Address database, DatabaseKind kind, Map<String, ToldPerson> people, int answers)
      throws IOException, InterruptedException, GeneralSecurityException {
    NewKey key = NewKey.of(Tokens.PAIR, null, new SecureRandom());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KilledLoginsProgram.class.getName(),
                database.url(),
                database.user(),
                database.password(),
                kind.name(),
                key.publicText(),
                key.privateText()));
    people
        .values()
        .forEach(person -> command.add(person.id + ":" + person.username + ":" + person.password));
    Process program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    int told = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        told += KilledLoginsProgram.read(line, people) ? 1 : 0;
        if (told == answers) {
          // Not of the process: that would close its output, which may hold further answers.
          program.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    assertThat(told).as("answers until the kill").isGreaterThanOrEqualTo(answers);
  }
}
