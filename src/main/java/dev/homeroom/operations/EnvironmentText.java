package dev.homeroom.operations;

import dev.homeroom.settings.InvalidSettingException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks that Java has read the settings of the environment as they were written. It decodes them
 * by the locale, from JDK 18 on whatever {@code file.encoding} says (JEP 400), and puts U+FFFD in
 * the place of what the locale does not have: with {@code LANG=C} a password with an umlaut would
 * be another one.
 */
@ApplicationScoped
class EnvironmentText {
  private static final Pattern KEYS =
      Pattern.compile(
          "(HOMEROOM|HTTPS?|CACHE|DB|REDIS|LTPA|KEYSTORE|METRICS|TRUSTED)_[A-Z_]+|DEBUG");

  private static final char UNREADABLE = '\uFFFD';

  void check(@Observes @Priority(6) Startup event) {
    check(System.getenv(), System.getProperty("native.encoding", "unknown"));
  }

  /**
   * Checks the settings in an environment.
   *
   * @param charset by which they were decoded
   * @throws InvalidSettingException for the first by name that could not be decoded; its value is
   *     not shown
   */
  static void check(Map<String, String> environment, String charset) {
    new TreeMap<>(environment)
        .forEach(
            (key, value) -> {
              if (KEYS.matcher(key).matches() && value.indexOf(UNREADABLE) >= 0) {
                throw new InvalidSettingException(
                    key, "***", "what the locale can read. " + locale(environment, charset));
              }
            });
  }

  /** Names the variable that decides, as POSIX orders them, and what to do. */
  private static String locale(Map<String, String> environment, String charset) {
    String decides = "LANG";
    for (String name : new String[] {"LANG", "LC_CTYPE", "LC_ALL"}) {
      decides = environment.getOrDefault(name, "").isEmpty() ? decides : name;
    }
    String value = environment.getOrDefault(decides, "");
    return "The locale is %s=%s, whose encoding is %s; set %s=C.UTF-8"
        .formatted(decides, value, charset, decides);
  }
}
