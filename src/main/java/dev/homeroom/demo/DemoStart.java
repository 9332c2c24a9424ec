package dev.homeroom.demo;

import dev.homeroom.database.Installation;
import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import dev.homeroom.users.PasswordHashes;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Creates the demo district at the first start with {@code HOMEROOM_DEMO=on} or {@code large}. */
@ApplicationScoped
class DemoStart {
  private static final System.Logger LOGGER = System.getLogger(DemoStart.class.getName());
  private static final int MIN_PASSWORD = 15;
  private static final int MAX_PASSWORD = 1024;

  @Inject Settings settings;
  @Inject Installation installation;
  @Inject PasswordHashes passwords;
  @Inject Demo demo;
  @Inject Clock clock;

  void makeIfWanted(@Observes @Priority(60) Startup event) throws SQLException {
    Optional<DemoSize> wanted = wanted(settings);
    if (wanted.isPresent()) {
      String password = password(settings);
      DemoSize size = wanted.get();
      installation.underLock(() -> make(password, size));
    }
  }

  static Optional<DemoSize> wanted(Settings settings) {
    return switch (settings.word("HOMEROOM_DEMO", "off", "off", "on", "large")) {
      case "on" -> Optional.of(DemoSize.SMALL);
      case "large" -> Optional.of(DemoSize.LARGE);
      default -> Optional.empty();
    };
  }

  static String password(Settings settings) {
    String password = settings.text("HOMEROOM_DEMO_PASSWORD").orElse("homeroom-demo-password");
    if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
      throw new InvalidSettingException("HOMEROOM_DEMO_PASSWORD", "***", "15 to 1,024 characters");
    }
    return password;
  }

  private void make(String password, DemoSize size) {
    try {
      if (!demo.isMade()) {
        if (size.schools() > DemoSize.SMALL.schools()) {
          LOGGER.log(
              System.Logger.Level.INFO,
              "The large demo district is being made: this takes a few minutes.");
        }
        long begun = clock.millis();
        demo.make(passwords.hash(password), LocalDate.now(clock), size);
        LOGGER.log(
            System.Logger.Level.INFO, "Demo district made in {0} ms.", clock.millis() - begun);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the demo district could not be made", e);
    }
  }
}
