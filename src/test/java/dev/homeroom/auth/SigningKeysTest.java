package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.database.Changes;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.ManualTime;
import jakarta.enterprise.event.Startup;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The signing keys of one server, and the secret that seals them. */
class SigningKeysTest {
  private static final String SECRET = "a secret of sixteen";

  private final ManualTime time = ManualTime.standing();
  private final DataSource database = TestDatabase.empty();

  private SigningKeys keys(@Nullable String secret) {
    SigningKeys keys = new SigningKeys();
    keys.dataSource = database;
    keys.config =
        new AuthConfig(
            "homeroom", "homeroom", Duration.ofMinutes(15), SessionTimes.SHIPPED, secret, false, 1);
    keys.clock = time;
    keys.ticker = time;
    return keys;
  }

  private String insertSealed() throws Exception {
    NewKey sealed = NewKey.of(Tokens.PAIR, SECRET, new SecureRandom());
    new Queries(database)
        .update(SigningKeyRows.INSERT, sealed.kid(), sealed.publicText(), sealed.privateText());
    return sealed.kid();
  }

  @Test
  void start_withAnotherSecretOrNone_isStopped_andSaysWhichSetting() throws Exception {
    String kid = insertSealed();
    for (String secret : new String[] {"another secret of it", null}) {
      assertThatThrownBy(() -> keys(secret).prepare(new Startup()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("HOMEROOM_KEY_SECRET")
          .hasMessageNotContaining("secret of it");
    }
    SigningKeys right = keys(SECRET);
    assertThatCode(() -> right.prepare(new Startup())).doesNotThrowAnyException();
    assertThat(right.signing().kid()).isEqualTo(kid);
  }

  @Test
  void newKeyOfAnotherSecret_isReported_andTheOlderOneSigns() throws Exception {
    KeyFixture.insertKey(database);
    SigningKeys keys = keys(null);
    keys.prepare(new Startup());
    String older = keys.signing().kid();
    String kid = insertSealed();
    try (Connection connection = database.getConnection();
        LogCapture logs = new LogCapture(SigningKeys.class.getName())) {
      keys.read(connection, Changes.WHOLE);
      assertThat(keys.signing().kid()).isEqualTo(older);
      assertThat(logs.linesFrom(Level.INFO)).as("until it would sign").isEmpty();
      time.pass(SigningKeys.SETTLED);
      for (int i = 0; i < 3; i++) {
        assertThat(keys.signing().kid()).isEqualTo(older);
      }
      assertThat(keys.verifying(kid)).isNotNull();
      assertThat(logs.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(logs.linesFrom(Level.WARNING).get(0)).contains("HOMEROOM_KEY_SECRET", kid);
    }
  }
}
