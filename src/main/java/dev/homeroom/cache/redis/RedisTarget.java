package dev.homeroom.cache.redis;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.Optional;

/**
 * The address of Redis and the user: from {@code REDIS_URL}, from {@code REDIS_HOST} and its
 * companions, or from both. A companion adds a part that the URL leaves out; parts in both must be
 * equal, so that no setting is silently ignored.
 *
 * @param host name or address, without brackets
 * @param port from 1 to 65535
 * @param username empty for the default user
 * @param password empty for none; never shown
 * @param database number, 0 to 15
 * @param tls whether the connection is encrypted; never falls back to plain text
 */
record RedisTarget(
    String host,
    int port,
    Optional<String> username,
    Optional<String> password,
    int database,
    boolean tls) {
  static final int DEFAULT_PORT = 6379;
  static final int MAX_PORT = 65_535;
  static final int MAX_DATABASE = 15;
  private static final String PASSWORD = "REDIS_PASSWORD";

  /**
   * Reads the settings; empty if neither URL nor host is set. All of them are checked, used or not.
   *
   * @throws InvalidSettingException if one is malformed, or differs from what the URL says
   */
  static Optional<RedisTarget> from(Settings settings) {
    Optional<RedisUrl> url = settings.text("REDIS_URL").map(RedisUrl::read);
    Optional<String> host = host(settings, url);
    int port =
        joined(
                "REDIS_PORT",
                url.flatMap(RedisUrl::port),
                number(settings, "REDIS_PORT", 1, MAX_PORT))
            .orElse(DEFAULT_PORT);
    Optional<String> username =
        joined("REDIS_USERNAME", url.flatMap(RedisUrl::username), settings.text("REDIS_USERNAME"));
    Optional<String> password =
        joined(PASSWORD, url.flatMap(RedisUrl::password), settings.text(PASSWORD));
    int database =
        joined(
                "REDIS_DB",
                url.flatMap(RedisUrl::database),
                number(settings, "REDIS_DB", 0, MAX_DATABASE))
            .orElse(0);
    boolean tls =
        joined("REDIS_TLS_ENABLED", url.map(RedisUrl::tls), flag(settings, "REDIS_TLS_ENABLED"))
            .orElse(false);
    if (host.isPresent() && username.isPresent() && password.isEmpty()) {
      // A user without a password cannot log in, and would silently be the default user.
      throw new InvalidSettingException(
          "REDIS_USERNAME", username.get(), "a user whose REDIS_PASSWORD is set too");
    }
    return host.map(name -> new RedisTarget(name, port, username, password, database, tls));
  }

  private static Optional<String> host(Settings settings, Optional<RedisUrl> url) {
    Optional<String> own = settings.text("REDIS_HOST").map(RedisTarget::host);
    Optional<String> inUrl = url.map(RedisUrl::host);
    if (inUrl.isPresent() && own.isPresent() && !own.get().equalsIgnoreCase(inUrl.get())) {
      throw different("REDIS_HOST", own.get());
    }
    return inUrl.or(() -> own);
  }

  private static String host(String text) {
    return RedisUrl.host(text)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "REDIS_HOST", text, "a host name or an address, without a port"));
  }

  private static Optional<Integer> number(Settings settings, String key, int min, int max) {
    return settings.text(key).map(set -> settings.integer(key, min, min, max));
  }

  private static Optional<Boolean> flag(Settings settings, String key) {
    return settings.text(key).map(set -> settings.flag(key, false));
  }

  private static <T> Optional<T> joined(String key, Optional<T> inUrl, Optional<T> own) {
    if (inUrl.isPresent() && own.isPresent() && !own.equals(inUrl)) {
      throw different(key, key.equals(PASSWORD) ? "***" : own.get().toString());
    }
    return inUrl.or(() -> own);
  }

  private static InvalidSettingException different(String key, String value) {
    return new InvalidSettingException(key, value, "what REDIS_URL says, or unset");
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database + (tls ? " with TLS" : "");
  }
}
