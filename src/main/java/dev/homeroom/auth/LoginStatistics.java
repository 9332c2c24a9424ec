package dev.homeroom.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the logins of this server since its start, by day and role. It only counts in memory: a
 * login never waits for it, and it does not fail while the database is away.
 */
@ApplicationScoped
class LoginStatistics {
  /** The name of no role: the row of all logins of a day, whatever their roles. */
  static final String ANY_ROLE = "";

  /** The most counters; logins of further roles are counted without their role. */
  private static final int MAX = 1_000;

  @Inject Clock clock;

  private final Map<Counter, LongAdder> counters = new ConcurrentHashMap<>();

  /**
   * What a counter counts: the logins of one day, of one role, that succeeded or failed.
   *
   * @param date the day in UTC
   * @param role a role of the people; {@link #ANY_ROLE} for all logins
   * @param failed whether the logins were refused
   */
  record Counter(LocalDate date, String role, boolean failed) {}

  /** Counts a login of a person with these roles. */
  void succeeded(Collection<String> roles) {
    LocalDate today = today();
    count(new Counter(today, ANY_ROLE, false));
    roles.forEach(role -> count(new Counter(today, role, false)));
  }

  /** Counts a login that was refused for the name, the password or the account's state. */
  void failed() {
    count(new Counter(today(), ANY_ROLE, true));
  }

  private void count(Counter counter) {
    LongAdder known = counters.get(counter);
    if (known == null && counters.size() < MAX) {
      known = counters.computeIfAbsent(counter, any -> new LongAdder());
    }
    if (known != null) {
      known.increment();
    }
  }

  /** Returns the present numbers. */
  Map<Counter, Long> numbers() {
    Map<Counter, Long> all = new HashMap<>();
    counters.forEach((counter, number) -> all.put(counter, number.sum()));
    return all;
  }

  /**
   * Forgets the counters before yesterday. Those of yesterday stay, since a login that began before
   * midnight may still be counted in one.
   */
  void forgetOld() {
    LocalDate yesterday = today().minusDays(1);
    counters.keySet().removeIf(counter -> counter.date().isBefore(yesterday));
  }

  /** Returns the present day in UTC. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
