package dev.homeroom.operations;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Refuses, in production, secrets that stand in the documentation, the samples or the code. */
@ApplicationScoped
class SampleSecrets {
  /** The setting of the demonstration's password. */
  static final String DEMO_PASSWORD = "HOMEROOM_DEMO_PASSWORD";

  /** The demonstration's password unless another one is set. */
  static final String SAMPLE_DEMO_PASSWORD = "homeroom-demo-password";

  private static final Set<String> SAMPLES =
      Set.of("homeroom", SAMPLE_DEMO_PASSWORD, "dev-only-keystore");

  private static final Predicate<String> SAMPLE_IN_URL =
      Pattern.compile("(?i)[:=](change-me|homeroom)(@|&|;|$)").asPredicate();

  @Inject Settings settings;

  void check(@Observes @Priority(8) Startup event) {
    check(settings);
  }

  /**
   * Checks the secrets that are in use.
   *
   * @throws InvalidSettingException for the first that is a sample, without its value
   */
  static void check(Settings settings) {
    String environment =
        settings.word("HOMEROOM_ENVIRONMENT", "production", "development", "production");
    if (environment.equals("development")) {
      return;
    }
    for (String key :
        List.of("HOMEROOM_KEY_SECRET", "HOMEROOM_MONITORING_TOKEN", "REDIS_PASSWORD")) {
      refuse(key, settings.text(key).orElse(""));
    }
    for (String key : List.of("REDIS_URL", "DB_URL")) {
      if (settings.text(key).filter(SAMPLE_IN_URL).isPresent()) {
        throw sample(key);
      }
    }
    if (hasDatabaseServer(settings)) {
      refuse("DB_PASSWORD", settings.text("DB_PASSWORD").orElse("homeroom"));
    }
    if (settings.integer("HTTPS_PORT", -1, -1, 65_535) > 0) {
      refuse("KEYSTORE_PASSWORD", settings.text("KEYSTORE_PASSWORD").orElse("dev-only-keystore"));
    }
    if (!settings.text("HOMEROOM_DEMO").orElse("off").equalsIgnoreCase("off")) {
      refuse(DEMO_PASSWORD, settings.text(DEMO_PASSWORD).orElse(SAMPLE_DEMO_PASSWORD));
    }
  }

  /** H2 is a file of this server: its password guards nothing. */
  private static boolean hasDatabaseServer(Settings settings) {
    boolean isH2 = settings.text("DB_KIND").orElse("h2").equalsIgnoreCase("h2");
    // server.xml always has a DB_URL, which is H2's unless the operator sets one.
    return !isH2 || settings.text("DB_URL").filter(url -> !url.startsWith("jdbc:h2:")).isPresent();
  }

  private static void refuse(String key, String value) {
    if (SAMPLES.contains(value) || value.startsWith("change-me")) {
      throw sample(key);
    }
  }

  private static InvalidSettingException sample(String key) {
    return new InvalidSettingException(
        key, "***", "in production a secret of your own: everybody knows this sample");
  }
}
