package dev.homeroom.outage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server made of a Redis that comes and goes.
 *
 * @param entries how often it left Redis
 * @param unheld how often before it left it alone for a while
 * @param hold from the first entry that was held until Redis was in use again, or until now; empty
 *     if none was
 */
record Flaps(long entries, long unheld, Optional<Duration> hold) {
  /** How the reason of an entry that is held ends; the shipped first one. */
  private static final String HELD = "left alone for 10s";

  /** One change of state, as health tells it. */
  record Change(Instant at, String to, String reason) {}

  /** Judges a server's history, oldest first. */
  static Flaps of(List<Change> history) {
    List<Change> entries =
        history.stream().filter(change -> change.to().equals("DEGRADED")).toList();
    long unheld = entries.stream().takeWhile(entry -> !entry.reason().endsWith(HELD)).count();
    Optional<Duration> hold =
        entries.stream().skip(unheld).findFirst().map(entry -> untilInUse(entry, history));
    return new Flaps(entries.size(), unheld, hold);
  }

  private static Duration untilInUse(Change entry, List<Change> history) {
    Instant inUse =
        history.stream()
            .filter(change -> change.to().equals("REDIS") && change.at().isAfter(entry.at()))
            .map(Change::at)
            .findFirst()
            .orElseGet(Instant::now);
    return Duration.between(entry.at(), inUse);
  }
}
