package dev.homeroom.auth;

import dev.homeroom.access.RightsLowered;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one-time codes and uses them up, in the database alone; it stores their digests only. Each
 * writer holds the account first, so that writers of one code take turns.
 *
 * <p>If Redis is down: nothing changes. If the database is away: every method throws.
 */
@ApplicationScoped
class OneTimeCodes {
  @Inject Queries queries;
  @Inject Accounts accounts;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Gives people new codes, which replace those that they have.
   *
   * @param personIds people with an account, at least one
   * @param expires the end of the codes
   * @return the codes by person; this is the only time that they can be read
   */
  @Transactional
  public Map<String, OneTimeCode> make(Collection<String> personIds, Instant expires) {
    accounts.hold(personIds);
    Instant now = now();
    Map<String, OneTimeCode> made = new LinkedHashMap<>();
    personIds.forEach(id -> made.put(id, OneTimeCode.random(random)));
    queries.update(
        "delete from one_time_code where person_id in (" + Queries.marks(personIds.size()) + ")",
        Id.numbers(personIds));
    queries.batch(
        "insert into one_time_code (person_id, digest, made_at, expires_at) values (?, ?, ?, ?)",
        made.entrySet().stream()
            .map(
                code ->
                    List.<Object>of(
                        Id.orNone(code.getKey()), code.getValue().digest(), now, expires))
            .toList());
    return made;
  }

  /** Returns whether a person has this code, and it still works; it is not used up by this. */
  @Transactional
  public boolean works(String personId, String digest) {
    return queries
        .find(
            "select 1 from one_time_code where person_id = ? and digest = ? and expires_at > ?",
            row -> true,
            Id.orNone(personId),
            digest,
            now())
        .isPresent();
  }

  /** Uses a code up; returns false if it does not work. Of several callers at once, one may. */
  @Transactional
  public boolean use(String personId, String digest) {
    accounts.hold(List.of(personId));
    return queries.update(
            "delete from one_time_code where person_id = ? and digest = ? and expires_at > ?",
            Id.orNone(personId),
            digest,
            now())
        == 1;
  }

  /** Ends a person's code, if there is one. */
  @Transactional
  public void end(String personId) {
    queries.update("delete from one_time_code where person_id = ?", Id.orNone(personId));
  }

  /**
   * Ends the code of a person who has just left or been disabled, in the transaction of the change.
   * Lower rights alone do not: the code gives those that the person has when it is used.
   */
  void endIfInactive(@Observes RightsLowered event) {
    queries.update(
        "delete from one_time_code where person_id = ? and person_id not in"
            + " (select a.person_id from account a join person p on p.id = a.person_id"
            + " where a.person_id = ? and a.state = 'active' and p.active)",
        Id.orNone(event.personId()),
        Id.orNone(event.personId()));
  }

  /** Returns the end of a code that is made now. */
  Instant endAfter(Duration lifetime) {
    return now().plus(lifetime);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
