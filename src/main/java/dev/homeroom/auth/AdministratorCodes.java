package dev.homeroom.auth;

import dev.homeroom.access.RoleName;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.PasswordLocks;
import dev.homeroom.users.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one-time codes for administrators whom no other administrator could give one. */
@ApplicationScoped
class AdministratorCodes {
  /** The user name of the first administrator. */
  static final String FIRST = "admin";

  /**
   * The longest life of a code that a setting asks for: the setting may be forgotten, and a console
   * is often kept.
   */
  private static final Duration RESET_LIFETIME = Duration.ofHours(1);

  @Inject Accounts accounts;
  @Inject People people;
  @Inject OneTimeCodes codes;
  @Inject PasswordLocks locks;
  @Inject InviteConfig config;
  @Inject AuditLog audit;

  /**
   * The code of an administrator.
   *
   * @param username the user name
   * @param code the code
   * @param expires its end
   */
  record AdministratorCode(String username, OneTimeCode code, Instant expires) {}

  /**
   * Makes a super administrator without a password and the code that sets it, if there is no
   * account at all. The caller ensures that only one server does.
   */
  @Transactional
  public Optional<AdministratorCode> makeFirst() {
    if (!accounts.isEmpty()) {
      return Optional.empty();
    }
    String id = accounts.createFirstAdministrator(FIRST, "Administrator");
    return Optional.of(made(id, FIRST, null, config.lifetime()));
  }

  /**
   * Makes a code for an active super administrator; empty if no such person has the user name. The
   * present password works until the code is used.
   */
  @Transactional
  public Optional<AdministratorCode> reset(String username) {
    return accounts
        .findByUsername(username)
        .filter(Account::active)
        .filter(account -> isSuperAdministrator(account.personId()))
        .map(
            account -> {
              locks.reset(account.personId());
              return made(
                  account.personId(), account.username(), account.schoolId(), RESET_LIFETIME);
            });
  }

  private boolean isSuperAdministrator(String personId) {
    return people
        .findPerson(personId)
        .filter(person -> person.roles().contains(RoleName.SUPER_ADMIN))
        .isPresent();
  }

  private AdministratorCode made(
      String personId, String username, @Nullable String schoolId, Duration lifetime) {
    Instant expires = codes.endAfter(lifetime);
    OneTimeCode code = codes.make(List.of(personId), expires).values().iterator().next();
    audit.record(
        AuditEvent.of(AuditAction.CODE_ISSUED, RequestOrigin.SERVER)
            .about(AuditSubject.person(personId))
            .inSchool(schoolId));
    return new AdministratorCode(username, code, expires);
  }
}
