package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.auth.ToldPerson.Act;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.CrashPoint;
import dev.homeroom.testkit.Databases;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server dies at each point of a login, a refresh, a logout, a change of a password, one after
 * another: before each statement, before and after each commit, and after the answer.
 */
abstract class CrashPointsContract {
  private static final String PASSWORD = "seven geese cross the canal";
  private static final String NEXT = "nine herons leave the lake";

  private Databases.Address database;
  private AuthWitness witness;
  private int people;

  /** Whether people have as many sessions as anybody may. */
  boolean crowded;

  abstract DatabaseKind kind();

  @BeforeEach
  void start() {
    database = Databases.migrated(kind());
    witness = new AuthWitness(database, kind(), Tokens.KEYS);
  }

  @AfterEach
  void stop() {
    witness.close();
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void act_serverDiesAtEachPoint_isWhollyThereOrNot_andWhatWasAnsweredIsThere(Act act) {
    assertThat(sweep(act, Map.of())).as("points").isGreaterThan(3);
  }

  @Test
  void loginThatEndsAnOldSession_serverDiesAtEachPoint_endsItWithTheNewOneOnly() {
    crowded = true;
    assertThat(sweep(Act.LOGIN, Map.of())).as("points").isGreaterThan(3);
  }

  /** Returns at how many points the server died. */
  int sweep(Act act, Map<Class<?>, Class<?>> planted) {
    for (int point = 1; ; point++) {
      ToldPerson told = prepared(act);
      CrashPoint crash = new CrashPoint(database, point);
      try {
        LoginServer server = new LoginServer(crash.dataSource(), kind(), witness.keys, planted);
        told.ask(server, act, NEXT);
        server.finish();
      } catch (CrashPoint.CrashError e) {
        assertThat(crash.isReached()).as("the server died").isTrue();
      } finally {
        crash.kill();
      }
      requireKept(told, act + ", the server dead " + crash.where());
      if (!crash.isReached()) {
        return point;
      }
    }
  }

  private void requireKept(ToldPerson told, String when) {
    try {
      if (crowded) {
        assertThat(witness.sessions(told.id)).as("sessions").isEqualTo(Sessions.MAX_OF_PERSON);
      }
      new AfterCrash(told, witness).require();
    } catch (AssertionError e) {
      throw new AssertionError(when + ": " + e.getMessage(), e);
    }
  }

  /** Returns a person with two sessions, the first of which went on once, and with a code. */
  private ToldPerson prepared(Act act) {
    String username = "ada" + people++;
    ToldPerson told = new ToldPerson(witness.person(username, PASSWORD), username, PASSWORD);
    told.ask(witness.server, Act.LOGIN, "");
    told.ask(witness.server, Act.LOGIN, "");
    told.ask(witness.server, Act.REFRESH, "");
    if (act == Act.REUSE) {
      witness.pass(told.sessions.get(0).get(0), Duration.ofMinutes(1));
    }
    if (crowded) {
      witness.crowd(told.id);
    }
    told.code = witness.code(told.id);
    return told;
  }
}
