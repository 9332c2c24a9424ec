package dev.homeroom.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The servers that run on one database: each says every 10 s that it does. Port; implemented in
 * {@code database}.
 *
 * <p>If Redis is down: nothing changes here.
 */
public interface RunningInstances {
  /** Returns the random id that this server took at its start; at most 64 characters. */
  String ownId();

  /**
   * Returns the servers that have said within this time that they run, by the database's clock; the
   * oldest first, at most 1,000.
   *
   * @throws RuntimeException if the database is away
   */
  List<RunningInstance> seenWithin(Duration time);

  /**
   * A server.
   *
   * @param id a random text, new with each start
   * @param version its Homeroom's
   * @param startedAt when it started
   * @param seenAt when it said last that it runs
   */
  record RunningInstance(String id, String version, Instant startedAt, Instant seenAt) {}
}
