package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that end a start: samples, and those that the locale has made others. */
class SecretsAtStartTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_KIND=postgresql DB_PASSWORD=homeroom",
        "DB_KIND=postgresql",
        "DB_URL=jdbc:postgresql://db/homeroom DB_PASSWORD=change-me",
        "DB_URL=jdbc:postgresql://db/homeroom?password=change-me DB_PASSWORD=own",
        "REDIS_PASSWORD=change-me",
        "REDIS_URL=redis://:change-me@redis:6379",
        "HOMEROOM_KEY_SECRET=change-me-change-me",
        "HOMEROOM_MONITORING_TOKEN=change-me-change-me",
        "HTTPS_PORT=9443",
        "HTTPS_PORT=9443 KEYSTORE_PASSWORD=change-me",
        "HOMEROOM_DEMO=on",
        "HOMEROOM_DEMO=large HOMEROOM_DEMO_PASSWORD=homeroom-demo-password"
      })
  void sample_inProduction_isRefusedWithoutItsValue_andInDevelopmentNot(String given) {
    assertThatThrownBy(() -> SampleSecrets.check(settings(given)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("\"***\"")
        .hasMessageContaining("secret of your own");
    assertThatCode(() -> SampleSecrets.check(settings(given + " HOMEROOM_ENVIRONMENT=development")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_KIND=h2",
        "DB_URL=jdbc:h2:file:/data/homeroom",
        "DB_KIND=postgresql DB_PASSWORD=own",
        "DB_URL=jdbc:postgresql://homeroom:5432/homeroom DB_PASSWORD=own",
        "REDIS_URL=redis://homeroom@redis:6379/1",
        "HTTPS_PORT=-1 KEYSTORE_PASSWORD=dev-only-keystore",
        "HTTPS_PORT=9443 KEYSTORE_PASSWORD=own-password",
        "HOMEROOM_DEMO=off",
        "HOMEROOM_DEMO=on HOMEROOM_DEMO_PASSWORD=our-own-demonstration"
      })
  void ownSecret_orNone_isTaken(String given) {
    assertThatCode(() -> SampleSecrets.check(settings(given))).doesNotThrowAnyException();
  }

  @Test
  void settingThatTheLocaleCannotRead_isRefused_namingKeyAndLocale() {
    Map<String, String> environment =
        Map.of("DB_PASSWORD", "p\uFFFD\uFFFD", "LANG", "C", "LC_ALL", "");
    assertThatThrownBy(() -> EnvironmentText.check(environment, "ANSI_X3.4-1968"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "Setting DB_PASSWORD is \"***\"; allowed is what the locale can read. The locale is"
                + " LANG=C, whose encoding is ANSI_X3.4-1968; set LANG=C.UTF-8.");
  }

  @Test
  void settingThatTheLocaleCanRead_andOtherVariables_areTaken() {
    assertThatCode(
            () ->
                EnvironmentText.check(
                    Map.of("DB_PASSWORD", "pü€", "PS1", "\uFFFD", "LC_ALL", "C.UTF-8"), "UTF-8"))
        .doesNotThrowAnyException();
  }

  private static Settings settings(String given) {
    Map<String, String> values =
        Stream.of(given.split(" ", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }
}
