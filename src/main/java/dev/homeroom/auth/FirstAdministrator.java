package dev.homeroom.auth;

import dev.homeroom.database.Installation;
import dev.homeroom.settings.Settings;
import dev.homeroom.users.Accounts;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Creates the administrator's account at the first start of an installation without demo data. */
@ApplicationScoped
public class FirstAdministrator {
  /** The account's user name. */
  public static final String USERNAME = "admin";

  /** The characters of a password, without those that look alike. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int LENGTH = 24;

  @Inject Settings settings;
  @Inject Installation installation;
  @Inject Accounts accounts;
  @Inject PasswordHashing passwords;

  private final AtomicReference<String> password = new AtomicReference<>("");

  void makeIfNeeded(@Observes @Priority(80) Startup event) throws SQLException {
    if (settings.word("HOMEROOM_DEMO", "off", "off", "on", "large").equals("off")) {
      installation.underLock(this::make);
    }
  }

  private void make() {
    if (accounts.isEmpty()) {
      String made = randomPassword();
      accounts.createFirstAdministrator(USERNAME, "Administrator", passwords.hash(made));
      password.set(made);
    }
  }

  /** Returns the password once, if this start created the account. */
  public Optional<String> takePassword() {
    return Optional.of(password.getAndSet("")).filter(made -> !made.isEmpty());
  }

  private static String randomPassword() {
    return new SecureRandom()
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
