package dev.homeroom.audit;

import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;

/**
 * Records who asked for what that is out of reach, as another school's things, within {@link
 * RefusalLimits}. The record is of the caller's school, as nobody knows whether the thing exists. A
 * record that cannot be written changes no answer; the next one counts it.
 */
@ApplicationScoped
class RefusalRecords {
  private static final System.Logger LOGGER = System.getLogger(RefusalRecords.class.getName());

  private final RefusalLimits limits;
  private final AuditLog audit;

  /** Makes the superclass of the container's proxy. */
  protected RefusalRecords() {
    this(() -> 0, new AuditLog());
  }

  @Inject
  RefusalRecords(Ticker ticker, AuditLog audit) {
    this.limits = new RefusalLimits(ticker);
    this.audit = audit;
  }

  /** Records a refusal, or counts it; never throws. */
  void record(Actor by, String method, String path) {
    OptionalLong place = limits.take(by.record().id());
    if (place.isEmpty()) {
      return;
    }
    long leftOut = place.getAsLong();
    AuditEvent event =
        AuditEvent.of(AuditAction.ACCESS_REFUSED, by)
            .refused()
            .about(AuditSubject.Kind.PATH, path)
            .inSchool(by.record().schoolId())
            .with("method", method);
    try {
      audit.record(leftOut == 0 ? event : event.with("left_out", Long.toString(leftOut)));
    } catch (RuntimeException e) {
      // Any exception: the refusal itself stands.
      limits.notWritten(leftOut);
      LOGGER.log(System.Logger.Level.DEBUG, "A refusal was not recorded", e);
    }
  }
}
