package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.UniqueViolation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table of failed logins. Each count is one conditional update, so that no
 * number of servers loses one; times are the database's own, so that the servers' clocks do not
 * matter. A name's row that another transaction holds is not waited for. Every method throws if the
 * database is away.
 */
@ApplicationScoped
class LoginFailures {
  /** How long the failures of a name that no account has are kept after the last one. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final int MAX_SURPLUS = 10_000;

  @Inject Queries queries;
  @Inject LoginLimits limits;
  @Inject AuditLog audit;

  /** Thrown if another login has changed a row meanwhile: nothing is counted, try again. */
  static final class LostRaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What is counted.
   *
   * @param now the database's clock
   * @param failures by subject; without those that have none
   */
  record Counted(Instant now, Map<String, CountedFailures> failures) {
    /** Copies the map. */
    Counted {
      failures = Map.copyOf(failures);
    }

    @Nullable CountedFailures of(@Nullable String subject) {
      return subject == null ? null : failures.get(subject);
    }
  }

  private record CountedRow(
      Instant now, @Nullable String subject, int failures, @Nullable Instant at) {}

  /** Reads what is counted of a name and of an address. */
  @Transactional
  Counted read(String name, @Nullable String address) {
    List<CountedRow> rows =
        queries.list(
            "select c.present, f.subject, coalesce(f.failures, 0), f.counted_at"
                + " from (select clock_timestamp() as present) c"
                + " left join login_failure f on f.subject in (?, ?)",
            row ->
                new CountedRow(
                    row.instant(1), row.textOrNull(2), row.integer(3), row.instantOrNull(4)),
            name,
            address);
    Map<String, CountedFailures> failures = new HashMap<>();
    for (CountedRow row : rows) {
      String subject = row.subject();
      Instant at = row.at();
      if (subject != null && at != null) {
        failures.put(subject, new CountedFailures(row.failures(), at));
      }
    }
    // As the column has it: H2's clock is finer.
    return new Counted(rows.get(0).now().truncatedTo(ChronoUnit.MICROS), failures);
  }

  /**
   * Counts a try as a failure, of its name and of its address.
   *
   * @param personId the person whose name it is; null if there is none
   * @param seen what {@link #read} returned a moment ago
   * @throws LostRaceException if that is not true any more, or the name's row is held by another
   *     transaction
   */
  @Transactional
  LoginTry count(String name, @Nullable String personId, @Nullable String address, Counted seen) {
    CountedFailures ofName = seen.of(name);
    try {
      countName(name, personId == null ? null : Id.orNone(personId), seen);
      // Last, since all logins of a school change this row.
      Instant minute = address == null ? seen.now() : countAddress(address, seen);
      int before = ofName == null ? 0 : ofName.failures();
      return new LoginTry(name, address, before + 1, minute);
    } catch (RuntimeException e) {
      if (UniqueViolation.isIn(e)) {
        throw new LostRaceException();
      }
      throw e;
    }
  }

  /**
   * Notes that a failure has put a name's password out of use, in one transaction with its record;
   * does nothing if that was noted before.
   *
   * @param event the record; null if no account has the name
   * @return whether the record was written
   */
  @Transactional
  boolean lock(LoginTry attempt, @Nullable AuditEvent event) {
    int noted =
        queries.update(
            "update login_failure set lock_noted = true where subject = ? and not lock_noted",
            attempt.name());
    if (noted == 0 || event == null) {
      return false;
    }
    audit.record(event);
    return true;
  }

  private void countName(String name, @Nullable Long personId, Counted seen) {
    CountedFailures before = seen.of(name);
    if (before == null) {
      insert(name, seen.now(), personId);
      return;
    }
    String free = "select 1 from login_failure where subject = ? for update skip locked";
    requireOne(queries.find(free, row -> true, name).isPresent() ? 1 : 0);
    requireOne(
        queries.update(
            "update login_failure set failures = ?, counted_at = ?, person_id = ?"
                + " where subject = ? and failures = ? and counted_at = ?",
            before.failures() + 1,
            seen.now(),
            personId,
            name,
            before.failures(),
            before.at()));
  }

  /** Returns when the minute began in which it counts. */
  private Instant countAddress(String address, Counted seen) {
    CountedFailures before = seen.of(address);
    if (before == null) {
      insert(address, seen.now(), null);
      return seen.now();
    }
    if (before.isMinuteOver(seen.now())) {
      requireOne(
          queries.update(
              "update login_failure set failures = 1, counted_at = ?"
                  + " where subject = ? and counted_at = ?",
              seen.now(),
              address,
              before.at()));
      return seen.now();
    }
    requireOne(
        queries.update(
            "update login_failure set failures = failures + 1"
                + " where subject = ? and counted_at = ? and failures < ?",
            address,
            before.at(),
            limits.addressFailures()));
    return before.at();
  }

  private void insert(String subject, Instant now, @Nullable Long personId) {
    queries.update(
        "insert into login_failure (subject, failures, counted_at, person_id) values (?, 1, ?, ?)",
        subject,
        now,
        personId);
  }

  private static void requireOne(int rows) {
    if (rows == 0) {
      throw new LostRaceException();
    }
  }

  /** Returns the database's clock. */
  Instant now() {
    return queries.find("select clock_timestamp()", row -> row.instant(1)).orElseThrow();
  }

  /** Sets a name's count to 0 after a right try, and takes the try back from its address. */
  @Transactional
  void forget(LoginTry right) {
    queries.update("delete from login_failure where subject = ?", right.name());
    takeBackFromAddress(right);
  }

  /** Takes a try back from its name and its address, and leaves the failures before it. */
  @Transactional
  void takeBack(LoginTry attempt) {
    queries.update(
        "update login_failure set failures = failures - 1 where subject = ? and failures > 0",
        attempt.name());
    takeBackFromAddress(attempt);
  }

  private void takeBackFromAddress(LoginTry attempt) {
    if (attempt.address() != null) {
      queries.update(
          "update login_failure set failures = failures - 1"
              + " where subject = ? and counted_at = ? and failures > 0",
          attempt.address(),
          attempt.minute());
    }
  }

  /** Sets the counts of a person, and of the person's user name, to 0. */
  @Transactional
  void forget(String personId, String name) {
    queries.update(
        "delete from login_failure where person_id = ? or subject = ?", Id.orNone(personId), name);
  }

  /**
   * Deletes rows that mean nothing any more: of addresses whose minute is over, of names that no
   * account has {@link #KEPT} after the last failure, and of such names beyond a number, those with
   * the fewest failures first. Each statement is a transaction, so that none of them waits for a
   * login that waits for another.
   *
   * @param mostUnknown the most rows that are kept of names that no account has
   */
  void purge(int mostUnknown) {
    Instant now = now();
    queries.update(
        "delete from login_failure where subject like 'address:%' and counted_at < ?",
        now.minus(CountedFailures.MINUTE.multipliedBy(2)));
    queries.update(
        "delete from login_failure where subject like 'name:%' and counted_at < ? and not exists"
            + " (select 1 from account a where a.person_id = login_failure.person_id)",
        now.minus(KEPT));
    int unknown =
        queries
            .find(
                "select count(*) from login_failure where subject like 'name:%'"
                    + " and person_id is null",
                row -> row.integer(1))
            .orElseThrow();
    if (unknown > mostUnknown) {
      queries.update(
          "delete from login_failure where subject in (select subject from"
              // MariaDB takes a limit only one level further in.
              + " (select subject from login_failure"
              + " where subject like 'name:%' and person_id is null"
              + " order by failures, counted_at limit ?) surplus)",
          Math.min(unknown - mostUnknown, MAX_SURPLUS));
    }
  }
}
