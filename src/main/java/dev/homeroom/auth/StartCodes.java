package dev.homeroom.auth;

import dev.homeroom.auth.AdministratorCodes.AdministratorCode;
import dev.homeroom.database.Installation;
import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the one-time codes of a start: of the first administrator, at the first start of an
 * installation without demo data, and of an administrator that {@code HOMEROOM_RESET_ADMINISTRATOR}
 * names.
 */
@ApplicationScoped
public class StartCodes {
  private static final System.Logger LOGGER = System.getLogger(StartCodes.class.getName());

  @Inject Settings settings;
  @Inject InviteConfig config;
  @Inject Installation installation;
  @Inject AdministratorCodes codes;

  private final List<String> lines = new ArrayList<>();

  void make(@Observes @Priority(80) Startup event) throws SQLException {
    if (settings.word("HOMEROOM_DEMO", "off", "off", "on", "large").equals("off")) {
      installation.underLock(this::makeFirst);
    }
    String username = config.resetAdministrator();
    if (username != null) {
      reset(username);
    }
  }

  private void makeFirst() {
    codes.makeFirst().ifPresent(code -> add("The first administrator", code));
  }

  private void reset(String username) {
    Optional<AdministratorCode> made = codes.reset(username);
    if (made.isPresent()) {
      add("A way back in", made.get());
      addLine("Now take HOMEROOM_RESET_ADMINISTRATOR away: each start with it makes another code.");
    } else {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "HOMEROOM_RESET_ADMINISTRATOR is not the user name of an active super administrator. This"
              + " means: no one-time code was made. Do: set it to one, or take it away.");
    }
  }

  private void add(String what, AdministratorCode code) {
    addLine(
        "%s: user name %s, one-time code %s (shown only this once, works until %s)"
            .formatted(what, code.username(), code.code().text(), code.expires()));
    addLine("  It sets a password: POST /api/auth/redeem with username, code, password");
  }

  private synchronized void addLine(String line) {
    lines.add(line);
  }

  /** Returns the lines for the person at the console once: they have the codes. */
  public synchronized List<String> takeLines() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
