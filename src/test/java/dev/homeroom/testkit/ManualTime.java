package dev.homeroom.testkit;

import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock and a ticker that move on when the test says so; and, unless they {@linkplain #standing
 * stand}, with real time as well.
 */
public final class ManualTime extends Clock implements Ticker {
  private final AtomicLong aheadNanos = new AtomicLong();
  private final AtomicLong wallAheadNanos = new AtomicLong();
  private final LongSupplier real;
  private final InstantSource wall;

  /** Moves on with real time too. */
  public ManualTime() {
    this(System::nanoTime, Clock.systemUTC());
  }

  private ManualTime(LongSupplier real, InstantSource wall) {
    this.real = real;
    this.wall = wall;
  }

  /** Returns one that begins now and moves only when the test says so, however slow the machine. */
  public static ManualTime standing() {
    long begun = System.nanoTime();
    return new ManualTime(() -> begun, InstantSource.fixed(Instant.now()));
  }

  /** Lets time pass for this instance alone: both clocks. */
  public void pass(Duration time) {
    aheadNanos.addAndGet(time.toNanos());
    wallAheadNanos.addAndGet(time.toNanos());
  }

  /** Lets only the wall clock pass, as after the suspension of a whole machine. */
  public void passOnTheWall(Duration time) {
    wallAheadNanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return real.getAsLong() + aheadNanos.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return wall.instant().plusNanos(wallAheadNanos.get());
  }
}
