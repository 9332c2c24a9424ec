package dev.homeroom.audit;

import dev.homeroom.time.Ticker;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Records what strangers can make happen as often as they like, such as refusals and failed logins,
 * within limits, so that nobody fills the log or keeps others waiting for it. What is left out is
 * counted, and the next record says how many, as {@code left_out}.
 *
 * <p>A record is written by itself, before {@link #record} returns. If it cannot be written, as
 * while the database is away, it is counted as left out: the refusal that it tells of stands.
 */
public final class BoundedRecords {
  private static final System.Logger LOGGER = System.getLogger(BoundedRecords.class.getName());

  private final RecordLimits limits;
  private final Consumer<AuditEvent> log;

  /**
   * Makes the records of one kind.
   *
   * @param log writes a record, or throws
   * @param mostOfOne the most records of one source in a minute
   * @param mostOfAll the most records of all sources in a minute, on this server
   */
  public BoundedRecords(Ticker ticker, Consumer<AuditEvent> log, int mostOfOne, int mostOfAll) {
    this.limits = new RecordLimits(ticker, mostOfOne, mostOfAll);
    this.log = log;
  }

  /**
   * Records an event, or counts it; never throws.
   *
   * @param source what has a limit of its own: a person, an address
   */
  public void record(String source, AuditEvent event) {
    OptionalLong place = limits.take(source);
    if (place.isEmpty()) {
      return;
    }
    long leftOut = place.getAsLong();
    try {
      log.accept(leftOut == 0 ? event : event.with("left_out", Long.toString(leftOut)));
    } catch (RuntimeException e) {
      // Any exception: what it tells of has happened all the same.
      limits.notWritten(leftOut);
      LOGGER.log(System.Logger.Level.DEBUG, "A refusal or a failed login was not recorded", e);
    }
  }

  /** Counts an event that there is no time to record. */
  public void leaveOut() {
    limits.notWritten(0);
  }
}
