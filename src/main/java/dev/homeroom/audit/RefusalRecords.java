package dev.homeroom.audit;

import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Records who asked for what that is out of reach, for instance another school's things: in each
 * minute at most {@link #OF_PERSON} of one person and {@link #OF_ALL} in all. The record is of the
 * caller's school, as nobody knows whether the thing exists.
 */
@ApplicationScoped
class RefusalRecords {
  /** The most records of a person's refusals in a minute. */
  static final int OF_PERSON = 10;

  /** The most records of refusals in a minute, on this server. */
  static final int OF_ALL = 60;

  private final BoundedRecords records;

  /** Makes the superclass of the container's proxy. */
  protected RefusalRecords() {
    this(() -> 0, new AuditLog());
  }

  @Inject
  RefusalRecords(Ticker ticker, AuditLog audit) {
    this.records = new BoundedRecords(ticker, audit::record, OF_PERSON, OF_ALL);
  }

  /** Records a refusal, or counts it; never throws. */
  void record(Actor by, String method, String path) {
    records.record(
        by.record().id(),
        AuditEvent.of(AuditAction.ACCESS_REFUSED, by)
            .refused()
            .about(AuditSubject.Kind.PATH, path)
            .inSchool(by.record().schoolId())
            .with("method", method));
  }
}
