package dev.homeroom.database;

import dev.homeroom.settings.Settings;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Binds the data sources that the settings choose to the names that the application looks up:
 * {@code jdbc/homeroom}, {@code jdbc/cache} and {@code jdbc/migrations}. {@code server.xml} has no
 * conditions, and neither a binding nor {@code persistence.xml} takes variables, so the names are
 * bound here.
 */
@ApplicationScoped
class DatabaseChoice {
  /** The ordinal of Liberty's source of {@code defaultValue}; an operator's values have more. */
  private static final int DEFAULTS = 1;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry registry;

  @Inject Config config;
  @Inject Ticker ticker;

  /** Runs before the migration, which is the first to look up a data source. */
  @SuppressWarnings("BanJNDI") // All names are constants of this program.
  void choose(@Observes @Priority(9) Startup event) throws NamingException {
    DatabaseSettings chosen = DatabaseSettings.of(new Settings(this::given));
    InitialContext names = new InitialContext();
    OneWriter oneWriter = new OneWriter(ticker);
    PoolWaits waits = new PoolWaits(ticker);
    for (String name : List.of("homeroom", "cache", "migrations")) {
      DataSource dataSource = (DataSource) names.lookup("jdbc/" + chosen.folder() + "/" + name);
      if (name.equals("homeroom")) {
        dataSource = waits.over(dataSource);
      }
      if (chosen.kind() == DatabaseKind.H2) {
        // The other two are never part of a transaction, although one may be open.
        dataSource = oneWriter.over(dataSource, name.equals("homeroom") ? registry : null);
      }
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
