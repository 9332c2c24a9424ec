package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.Invitee;
import dev.homeroom.users.Invitees;
import dev.homeroom.users.Invitees.WantedInvitees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives people one-time codes, which the answer alone has. A code replaces the one before, and is
 * recorded. If the database is away each method throws, and no code is made.
 */
@ApplicationScoped
class Invites {
  /** The most codes of one request. */
  static final int MAX = 200;

  @Inject Invitees invitees;
  @Inject OneTimeCodes codes;
  @Inject Accounts accounts;
  @Inject InviteConfig config;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /**
   * Gives a person a code, with or without a password.
   *
   * @throws dev.homeroom.http.ProblemException as {@link Invitees#get}
   */
  @Transactional
  public InviteView invite(Actor by, String personId) {
    return made(by, List.of(invitees.get(by.record(), personId))).get(0);
  }

  /**
   * Gives codes to people of a school without a password, 200 at most; the next request goes on.
   *
   * @throws dev.homeroom.http.ProblemException as {@link Invitees#list}
   */
  @Transactional
  public InvitesView inviteSchool(Actor by, String schoolId, InvitesBody body) {
    AccessRecord caller = by.record();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    WantedInvitees wanted =
        new WantedInvitees(body.classId(), Boolean.TRUE.equals(body.renew()), now, MAX + 1);
    List<Invitee> found = invitees.list(caller, schoolId, wanted);
    if (found.isEmpty()) {
      return new InvitesView(List.of(), false);
    }
    accounts.hold(found.stream().map(Invitee::id).toList());
    // Asked again: a request beside this one may have given them codes while this one waited.
    Set<Invitee> held = new HashSet<>(found);
    List<Invitee> still =
        invitees.list(caller, schoolId, wanted).stream().filter(held::contains).toList();
    List<Invitee> given = still.subList(0, Math.min(MAX, still.size()));
    return new InvitesView(
        given.isEmpty() ? List.of() : made(by, given),
        found.size() > MAX || given.size() < found.size());
  }

  private List<InviteView> made(Actor by, List<Invitee> people) {
    Instant expires = codes.endAfter(config.lifetime());
    Map<String, OneTimeCode> made = codes.make(people.stream().map(Invitee::id).toList(), expires);
    for (Invitee one : people) {
      audit.record(
          AuditEvent.of(AuditAction.CODE_ISSUED, by)
              .about(AuditSubject.person(one.id()))
              .inSchool(one.schoolId()));
    }
    return people.stream()
        .map(
            one ->
                new InviteView(
                    one.id(), one.username(), one.name(), codeOf(one, made).text(), expires))
        .toList();
  }

  private static OneTimeCode codeOf(Invitee person, Map<String, OneTimeCode> made) {
    return Objects.requireNonNull(made.get(person.id()));
  }
}
