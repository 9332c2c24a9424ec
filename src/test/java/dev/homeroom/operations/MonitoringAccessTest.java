package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.access.Caller;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import dev.homeroom.testkit.TestRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may read what tells about the server's inside. */
class MonitoringAccessTest {
  private static final String TOKEN = "a-token-of-20-letters";

  @Test
  void of_environment_decidesTheDefault() {
    assertThat(config(Map.of("HOMEROOM_ENVIRONMENT", "development")).guard())
        .isEqualTo(MonitoringConfig.GuardKind.OPEN);
    assertThat(config(Map.of()).guard()).isEqualTo(MonitoringConfig.GuardKind.TOKEN);
    assertThat(config(Map.of("HOMEROOM_MONITORING", "role")).guard())
        .isEqualTo(MonitoringConfig.GuardKind.ROLE);
    assertThatThrownBy(() -> config(Map.of("HOMEROOM_MONITORING", "maybe")))
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> config(Map.of("HOMEROOM_MONITORING_TOKEN", "short")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageNotContaining("short\"");
  }

  @Test
  void check_token_letsTheTokenPassAndNothingElse() {
    MonitoringConfig config = config(Map.of("HOMEROOM_MONITORING_TOKEN", TOKEN));

    assertThatCode(() -> MonitoringAccess.check(config, "Bearer " + TOKEN, null))
        .doesNotThrowAnyException();
    for (String bad :
        new String[] {null, "", TOKEN, "Bearer ", "Bearer " + TOKEN + "x", "Bearer x"}) {
      assertRefused(config, bad, null, ErrorCode.UNAUTHENTICATED);
    }
    assertRefused(config, null, caller("SUPER_ADMIN"), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void check_noTokenSet_letsNobodyPass() {
    assertRefused(config(Map.of()), "Bearer ", null, ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void check_role_wantsASuperAdministrator() {
    MonitoringConfig config = config(Map.of("HOMEROOM_MONITORING", "role"));

    assertThatCode(() -> MonitoringAccess.check(config, null, caller("SUPER_ADMIN")))
        .doesNotThrowAnyException();
    assertRefused(config, null, null, ErrorCode.UNAUTHENTICATED);
    assertRefused(config, null, caller("TEACHER"), ErrorCode.FORBIDDEN);
  }

  private static void assertRefused(
      MonitoringConfig config, String authorization, Caller caller, ErrorCode code) {
    assertThatThrownBy(() -> MonitoringAccess.check(config, authorization, caller))
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Caller caller(String role) {
    return new Caller(
        TestRecords.of(
            "1", "N", null, Set.of(role), Set.of(), true, null, Set.of(), Set.of(), Set.of()));
  }

  private static MonitoringConfig config(Map<String, String> values) {
    Map<String, String> copy = new HashMap<>(values);
    return MonitoringConfig.of(new Settings(key -> Optional.ofNullable(copy.get(key))));
  }
}
