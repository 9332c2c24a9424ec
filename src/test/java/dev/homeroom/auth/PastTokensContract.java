package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a logout does by an access token whose key was withdrawn or has ended. */
abstract class PastTokensContract {
  private AuditedServer at;
  private TokenView login;
  private SessionServer without;

  abstract DatabaseKind kind();

  @BeforeEach
  void start() {
    at = new AuditedServer(kind());
    login = at.sessions.login(AuditedServer.ANN);
    without = at.server().withoutTheKey();
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void logout_byAnAccessTokenWhoseKeyIsGone_endsTheSession_andRevokesNoToken() throws Exception {
    TokenView next = at.refresh(login.refreshToken());

    without.logout(login);

    AuditedServer.refused(() -> at.refresh(next.refreshToken()));
    assertThat(rows(claims().session().digest())).isEqualTo(1);
    assertThat(rows(claims().digest())).as("there may be any number of tokens").isZero();
  }

  @Test
  void logout_byATokenWhoseKeyIsGone_thatIsForged_orNamesAnothersSession_endsNothing()
      throws Exception {
    String token = login.accessToken();
    String others =
        new TokenIssuer(Tokens.CONFIG, Tokens.KEYS, Clock.systemUTC(), new SecureRandom())
            .issue(
                Tokens.TEACHER, new StoredCut(Tokens.CUT), claims().session().sid(), Instant.now());
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(512);
    for (String text : new String[] {others, forged, Tokens.good(), "x"}) {
      without.logout.logout(text, SessionServer.HERE);
    }
    assertThat(at.refresh(login.refreshToken())).isNotNull();
    assertThat(rows(claims().session().digest())).isZero();
  }

  private TokenClaims claims() throws TokenRefusedException {
    return new TokenReader(Tokens.CONFIG, Tokens.KEYS).read(login.accessToken());
  }

  private int rows(String digest) {
    return at.passwords
        .queries
        .find("select count(*) from revocation where digest = ?", row -> row.integer(1), digest)
        .orElseThrow();
  }
}
