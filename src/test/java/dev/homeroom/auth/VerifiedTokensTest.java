package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Cell;
import dev.homeroom.cache.Stamps;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  @Test
  void keep_moreThanTheBound_staysWithinItAndKeepsTheNewest() {
    VerifiedTokens tokens = new VerifiedTokens(100);
    for (int i = 0; i < 10_000; i++) {
      tokens.keep(Digests.ofText("token " + i), verified());
      assertThat(tokens.size()).isLessThanOrEqualTo(100);
    }

    assertThat(tokens.find(Digests.ofText("token 9999"))).isNotNull();
    assertThat(tokens.find(Digests.ofText("token 1"))).isNull();
  }

  @Test
  void find_usedOften_outlivesTheOthers() {
    VerifiedTokens tokens = new VerifiedTokens(100);
    tokens.keep(Digests.ofText("busy"), verified());
    for (int i = 0; i < 1_000; i++) {
      tokens.keep(Digests.ofText("token " + i), verified());
      assertThat(tokens.find(Digests.ofText("busy"))).isNotNull();
    }
  }

  private static VerifiedTokens.VerifiedToken verified() {
    TokenClaims claims = new TokenClaims("k1", "42", null, "d", 1, 2, 0, null, Map.of());
    return new VerifiedTokens.VerifiedToken(claims, new Stamps(new Cell[0], new long[0]));
  }
}
