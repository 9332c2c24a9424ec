package dev.homeroom.database;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Gives the data sources that the settings choose the names that everybody uses: {@code
 * jdbc/homeroom}, {@code jdbc/cache} and {@code jdbc/migrations}. {@code server.xml} knows no
 * conditions, and neither a binding nor {@code persistence.xml} takes variables, so that the name
 * is given here.
 */
@ApplicationScoped
class DatabaseChoice {
  /** Of Liberty's source of {@code defaultValue}; whatever an operator sets stands above it. */
  private static final int DEFAULTS = 1;

  @Inject Config config;

  /** Before the first that asks for a data source, which is the migration. */
  @SuppressWarnings("BanJNDI") // The names are this program's own, none comes from outside.
  void choose(@Observes @Priority(9) Startup event) throws NamingException {
    DatabaseSettings chosen = DatabaseSettings.of(new Settings(this::given));
    InitialContext names = new InitialContext();
    for (String name : List.of("homeroom", "cache", "migrations")) {
      Object dataSource = names.lookup("jdbc/" + chosen.folder() + "/" + name);
      // Not bind: the name outlives a restart of the application.
      names.rebind("jdbc/" + name, dataSource);
    }
  }

  private Optional<String> given(String key) {
    ConfigValue value = config.getConfigValue(key);
    return value.getSourceOrdinal() > DEFAULTS
        ? Optional.ofNullable(value.getValue())
        : Optional.empty();
  }
}
