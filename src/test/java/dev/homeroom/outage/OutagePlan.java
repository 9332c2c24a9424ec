package dev.homeroom.outage;

import dev.homeroom.testkit.Promised;
import java.time.Duration;

/**
 * How long each phase of the experiment lasts, and on what.
 *
 * @param warmUp whose latencies are not judged
 * @param well with Redis in use
 * @param deaf with the listener lost, Redis being well
 * @param away killed, and again frozen
 * @param back started empty, and again thawed
 * @param flapping frozen for a second and well for seven, over and over, instead of killed and
 *     frozen; with {@code CACHE_FLAP_HOLD} as shipped
 * @param servers how many Homerooms; more than one needs PostgreSQL
 * @param onPostgres instead of H2
 * @param timed whether it is judged how long things take too, and not only what they come to
 */
record OutagePlan(
    Duration warmUp,
    Duration well,
    Duration deaf,
    Duration away,
    Duration back,
    Duration flapping,
    int servers,
    boolean onPostgres,
    boolean timed) {
  /** One of the build's tests. */
  static final OutagePlan SHORT =
      seconds(3, 3, 4, 3, 6, 0, 1, true).timed(Promised.areTimesJudged());

  /** To be looked at, on any machine. */
  static final OutagePlan DEMONSTRATION = seconds(5, 5, 0, 6, 9, 0, 1, false);

  /** To be measured: a minute to warm up, a minute without a fault, and four faults in 90 s. */
  static final OutagePlan LONG = seconds(60, 60, 60, 20, 25, 0, 2, true);

  /** To be measured: a Redis that comes and goes for 90 s. */
  static final OutagePlan FLAPPING = seconds(20, 20, 0, 0, 0, 90, 1, true);

  /** Returns whether Redis comes and goes. */
  boolean flaps() {
    return !flapping.isZero();
  }

  private OutagePlan timed(boolean isTimed) {
    return new OutagePlan(warmUp, well, deaf, away, back, flapping, servers, onPostgres, isTimed);
  }

  private static OutagePlan seconds(
      int warmUp,
      int well,
      int deaf,
      int away,
      int back,
      int flapping,
      int servers,
      boolean onPostgres) {
    return new OutagePlan(
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(well),
        Duration.ofSeconds(deaf),
        Duration.ofSeconds(away),
        Duration.ofSeconds(back),
        Duration.ofSeconds(flapping),
        servers,
        onPostgres,
        true);
  }
}
