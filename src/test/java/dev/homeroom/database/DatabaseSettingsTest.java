package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which data sources serve; {@code SettingsRangesTest} has the range of each setting. */
class DatabaseSettingsTest {
  @ParameterizedTest(name = "{0} -> {1} {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                                                   | url  | H2
          DB_USER=u DB_PASSWORD=p                                             | url  | H2
          DB_KIND=h2                                                          | url  | H2
          DB_KIND=postgresql                                                  | postgresql | POSTGRESQL
          DB_KIND=PostgreSQL DB_HOST=db DB_PORT=1 DB_NAME=n                   | postgresql | POSTGRESQL
          DB_URL=jdbc:h2:mem:d                                                | url  | H2
          DB_URL=jdbc:h2:mem:d DB_KIND=h2                                     | url  | H2
          DB_URL=jdbc:postgresql:d                                            | url  | POSTGRESQL
          DB_URL=jdbc:postgresql://h                                          | url  | POSTGRESQL
          DB_URL=jdbc:postgresql://h1:1,h2:2/d                                | url  | POSTGRESQL
          DB_URL=jdbc:postgresql://h/d DB_KIND=postgresql                     | url  | POSTGRESQL
          DB_URL=jdbc:postgresql://h/d?ssl=true DB_HOST=H DB_PORT=5432        | url  | POSTGRESQL
          DB_KIND=mariadb                                                     | mariadb-3306 | MARIADB
          DB_KIND=MariaDB DB_HOST=db DB_NAME=n                                | mariadb-3306 | MARIADB
          DB_URL=jdbc:mariadb://h/d DB_TLS=trust                              | mariadb-url | MARIADB
          DB_KIND=mariadb DB_PORT=3306                                        | mariadb | MARIADB
          DB_URL=jdbc:mariadb://h/d                                           | mariadb-url | MARIADB
          DB_URL=jdbc:mariadb://h/d?sslMode=verify-full DB_HOST=h DB_PORT=3306 DB_NAME=d | mariadb-url | MARIADB
          DB_URL=jdbc:mariadb://h/d?sslMode=verify-ca DB_TLS=verify-ca         | mariadb-url | MARIADB
          DB_URL=jdbc:mariadb://h:3307/d DB_KIND=mariadb DB_PORT=3307         | mariadb-url | MARIADB
          DB_URL=jdbc:mariadb:sequential://h1,h2/d                            | mariadb-url | MARIADB
          DB_URL=jdbc:postgresql://[::1]:9/d DB_HOST=[::1] DB_PORT=9 DB_NAME=d | url | POSTGRESQL
          """)
  void of_whatAgrees_choosesOnePair(String given, String folder, DatabaseKind kind) {
    assertThat(DatabaseSettings.of(settings(given))).isEqualTo(new DatabaseSettings(folder, kind));
  }

  @ParameterizedTest(name = "{1} of {0} is refused")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB_URL=jdbc:h2:mem:d DB_KIND=postgresql                 | DB_KIND
          DB_URL=jdbc:h2:mem:d DB_HOST=h                          | DB_HOST
          DB_URL=jdbc:h2:mem:d DB_PORT=5432                       | DB_PORT
          DB_URL=jdbc:h2:mem:d DB_NAME=d                          | DB_NAME
          DB_URL=jdbc:postgresql://h/d DB_KIND=h2                 | DB_KIND
          DB_URL=jdbc:postgresql://h/d DB_HOST=other              | DB_HOST
          DB_URL=jdbc:postgresql://h1:1,h2:2/d DB_HOST=h2         | DB_HOST
          DB_URL=jdbc:postgresql://h/d DB_PORT=5433               | DB_PORT
          DB_URL=jdbc:postgresql://h:5433/d DB_PORT=5432          | DB_PORT
          DB_URL=jdbc:postgresql://h/d DB_HOST=h DB_NAME=other    | DB_NAME
          DB_URL=jdbc:postgresql:d DB_NAME=other                  | DB_NAME
          DB_URL=jdbc:mariadb://h/d DB_KIND=postgresql            | DB_KIND
          DB_URL=jdbc:mariadb://h/d DB_PORT=5432                  | DB_PORT
          DB_URL=jdbc:postgresql://h/d DB_KIND=mariadb            | DB_KIND
          DB_URL=jdbc:mariadb://h/d?sslMode=disable DB_TLS=verify-full            | DB_TLS
          DB_URL=jdbc:mariadb://h/d?a=b&sslMode=trust DB_TLS=verify-ca            | DB_TLS
          DB_URL=jdbc:mariadb://h/d?sslMode=verify-ca&sslMode=trust DB_TLS=verify-ca | DB_TLS
          """)
  void of_whatSaysElseThanTheUrl_isRefused(String given, String key) {
    assertThatThrownBy(() -> DatabaseSettings.of(settings(given)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("Setting " + key + " is ")
        .hasMessageContaining("what DB_URL says, which is another: remove one of the two");
  }

  @ParameterizedTest
  @CsvSource({"DB_HOST,h", "DB_PORT,5432", "DB_NAME,n"})
  void of_partsWithoutAKindThatHasThem_areRefused(String key, String value) {
    assertThatThrownBy(() -> DatabaseSettings.of(settings(key + "=" + value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("Setting " + key + " is \"" + value + "\"")
        .hasMessageContaining("set DB_KIND to another one, or remove it");
  }

  @Test
  void of_whatIsRefusedBesideAUrl_showsNoneOfTheUrl() {
    String given = "DB_URL=jdbc:postgresql://h/d?password=hidden DB_HOST=other";

    assertThatThrownBy(() -> DatabaseSettings.of(settings(given)))
        .hasMessageContaining("other")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DB_TLS=trust", "DB_KIND=postgresql DB_TLS=trust"})
  void of_tlsOfMariaDb_besideAnotherKind_isRefused(String given) {
    assertThatThrownBy(() -> DatabaseSettings.of(settings(given)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("DB_TLS")
        .hasMessageContaining("sslmode in DB_URL");
  }

  /** They would replace Homeroom's limits on lock waits, and its UTC. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessionVariables=wait_timeout=1",
        "x=1&sessionvariables=a",
        "connectionTimeZone=x"
      })
  void of_anAddressOfMariaDbWithSessionVariables_isRefused(String behind) {
    assertThatThrownBy(
            () ->
                DatabaseSettings.of(
                    settings("DB_URL=jdbc:mariadb://h/d?password=hidden&" + behind)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("without sessionVariables")
        .hasMessageNotContaining("hidden");
  }

  private static Settings settings(String given) {
    Map<String, String> values = new HashMap<>();
    if (given != null) {
      for (String one : given.split(" ", -1)) {
        String[] parts = one.split("=", 2);
        values.put(parts[0], parts[1]);
      }
    }
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }
}
