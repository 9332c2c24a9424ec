package dev.homeroom.database;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The choice of data sources in {@code server.xml}: by {@code DB_URL} alone, or by {@code DB_KIND}
 * and the {@code DB_} parts. Both may be given if they agree.
 *
 * @param folder in JNDI, below {@code jdbc/}, of the data sources
 * @param kind of the database that they lead to
 */
record DatabaseSettings(String folder, DatabaseKind kind) {
  /** The folder of the data sources that take {@code DB_URL}; without one, they use H2's file. */
  static final String BY_URL = "url";

  private static final String MARIADB_BY_URL = "mariadb-url";
  private static final String MARIADB_DEFAULT_PORT = "mariadb-3306";
  private static final String H2 = "h2";
  private static final String POSTGRESQL = "postgresql";
  private static final String MARIADB = "mariadb";
  private static final String POSTGRESQL_PORT = "5432";
  private static final String MARIADB_PORT = "3306";
  private static final int MAX_PORT = 65_535;
  private static final Predicate<String> HOST =
      Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]").asMatchPredicate();
  private static final Predicate<String> NAME =
      Pattern.compile("[A-Za-z0-9._-]{1,63}").asMatchPredicate();
  private static final Pattern KNOWN_URL =
      Pattern.compile(
          "jdbc:(?<kind>h2|postgresql|mariadb):(//(?<host>.*?)(:(?<port>\\d+))?/)?(?<name>.*)");

  /** What MariaDB's driver takes in place of {@code DB_TLS}, in this spelling only. */
  private static final Pattern TLS_IN_URL = Pattern.compile("[?&]sslMode=(?<mode>[^&]*)");

  /** What would replace the limits and the clock of the sessions, on MariaDB. */
  private static final Pattern HOMEROOMS_OWN =
      Pattern.compile("(?i)[?&](sessionVariables|\\w*timeZone\\w*)=");

  /**
   * Reads the settings.
   *
   * @param given the operator's settings, without the defaults of {@code server.xml}
   * @throws InvalidSettingException at the first that is bad, or that contradicts {@code DB_URL} or
   *     {@code DB_KIND}
   */
  static DatabaseSettings of(Settings given) {
    DatabaseSettings chosen = chosen(given);
    given.word("DB_TLS", "verify-full", "disable", "trust", "verify-ca", "verify-full");
    if (chosen.kind() != DatabaseKind.MARIADB) {
      require(given, "DB_TLS", value -> false, "nothing but on MariaDB: sslmode in DB_URL");
    }
    return chosen;
  }

  private static DatabaseSettings chosen(Settings given) {
    String kind = given.word("DB_KIND", H2, H2, POSTGRESQL, MARIADB);
    require(given, "DB_HOST", HOST, "a host name or address (IPv6 in brackets), without port");
    given.integer("DB_PORT", Integer.parseInt(POSTGRESQL_PORT), 1, MAX_PORT);
    require(given, "DB_NAME", NAME, "1 to 63 letters, digits, '.', '_' and '-'");
    Optional<String> url = given.text("DB_URL");
    if (url.isPresent()) {
      String ofUrl = requireSame(given, url.get());
      return switch (ofUrl) {
        case H2 -> new DatabaseSettings(BY_URL, DatabaseKind.H2);
        case MARIADB -> new DatabaseSettings(MARIADB_BY_URL, DatabaseKind.MARIADB);
        default -> new DatabaseSettings(BY_URL, DatabaseKind.POSTGRESQL);
      };
    }
    if (kind.equals(MARIADB)) {
      boolean isDefaultPort = given.text("DB_PORT").isEmpty();
      return new DatabaseSettings(
          isDefaultPort ? MARIADB_DEFAULT_PORT : MARIADB, DatabaseKind.MARIADB);
    }
    if (kind.equals(POSTGRESQL)) {
      return new DatabaseSettings(POSTGRESQL, DatabaseKind.POSTGRESQL);
    }
    String nothing = "nothing while DB_KIND is h2: set DB_KIND to another one, or remove it";
    for (String key : List.of("DB_HOST", "DB_PORT", "DB_NAME")) {
      require(given, key, value -> false, nothing);
    }
    return new DatabaseSettings(BY_URL, DatabaseKind.H2);
  }

  private static void require(Settings given, String key, Predicate<String> allowed, String range) {
    Optional<String> refused = given.text(key).filter(value -> !allowed.test(value));
    if (refused.isPresent()) {
      throw new InvalidSettingException(key, refused.get(), range);
    }
  }

  /** Requires that the parts say what the URL says; returns the kind in it. */
  private static String requireSame(Settings given, String url) {
    // The part behind the address may hold a password, and is not shown.
    String address = url.split("[?;]", 2)[0];
    Matcher parts = KNOWN_URL.matcher(address);
    if (!parts.matches()) {
      throw new InvalidSettingException(
          "DB_URL",
          address.replaceFirst("//.*@", "//***@"),
          "an address jdbc:h2:…, jdbc:postgresql:… or jdbc:mariadb:…");
    }
    if (parts.group("kind").equals(MARIADB) && HOMEROOMS_OWN.matcher(url).find()) {
      throw new InvalidSettingException(
          "DB_URL", address + "?…", "an address without sessionVariables and time zones");
    }
    Matcher tls = TLS_IN_URL.matcher(url);
    while (parts.group("kind").equals(MARIADB) && tls.find()) {
      requireSame(given, "DB_TLS", tls.group("mode"));
    }
    requireSame(given, "DB_KIND", parts.group("kind"));
    requireSame(given, "DB_HOST", parts.group("host"));
    boolean isDefaultPort = parts.group("host") != null && parts.group("port") == null;
    String ofKind = parts.group("kind").equals(MARIADB) ? MARIADB_PORT : POSTGRESQL_PORT;
    requireSame(given, "DB_PORT", isDefaultPort ? ofKind : parts.group("port"));
    requireSame(given, "DB_NAME", parts.group("host") == null ? null : parts.group("name"));
    return parts.group("kind");
  }

  private static void requireSame(Settings given, String key, @Nullable String inUrl) {
    String range = "what DB_URL says, which is another: remove one of the two";
    require(given, key, value -> value.equalsIgnoreCase(inUrl), range);
  }
}
