package dev.homeroom.auth;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.audit.BoundedRecords;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Counts and records wrong passwords and codes. A record has the person whose account it was, and
 * never what was typed. The same statements run for a user name that no account has, so that the
 * time reveals nothing. In each minute at most {@link #OF_ADDRESS} of one client address and {@link
 * #OF_ALL} in all are recorded; the failure that puts a password out of use always is.
 *
 * <p>Call it without a turn for hashing: nobody else's login waits for the audit log. It never
 * throws: what cannot be recorded in time is counted, and the refusal stands. If Redis is down
 * nothing changes.
 */
@ApplicationScoped
class FailedLogins {
  /** The most records of failures from one client address in a minute. */
  static final int OF_ADDRESS = 30;

  /** The most records of failures in a minute, on this server. */
  static final int OF_ALL = 120;

  private static final System.Logger LOGGER = System.getLogger(FailedLogins.class.getName());

  private final LoginStatistics counts;
  private final LoginFailures failures;
  private final BoundedRecords records;

  /** Makes the superclass of the container's proxy. */
  protected FailedLogins() {
    this(
        new LoginStatistics(), new LoginFailures(), new BoundedRecords(() -> 0, event -> {}, 0, 0));
  }

  @Inject
  FailedLogins(LoginStatistics counts, LoginFailures failures, Ticker ticker, AuditLog audit) {
    this(counts, failures, new BoundedRecords(ticker, audit::record, OF_ADDRESS, OF_ALL));
  }

  private FailedLogins(LoginStatistics counts, LoginFailures failures, BoundedRecords records) {
    this.counts = counts;
    this.failures = failures;
    this.records = records;
  }

  /**
   * Counts and records a try that was refused.
   *
   * @param account the account of the user name; null if none has it
   */
  void add(@Nullable Account account, LoginTry attempt, LoginRequest request) {
    counts.failed();
    if (request.deadline().isOver()) {
      records.leaveOut();
    } else if (!attempt.reachesOutOfUse() || !recordLock(account, attempt, request)) {
      String address = attempt.address();
      records.record(address == null ? "" : address, failure(account, attempt, request));
    }
  }

  private static AuditEvent failure(
      @Nullable Account account, LoginTry attempt, LoginRequest request) {
    return about(account, AuditAction.LOGIN_FAILED, request)
        .refused()
        .with("account", state(account, attempt));
  }

  private static AuditEvent about(
      @Nullable Account account, AuditAction action, LoginRequest request) {
    AuditEvent event =
        AuditEvent.of(action, request.origin()).by(request.actorId()).with("path", request.path());
    return account == null
        ? event
        : event.about(AuditSubject.person(account.personId())).inSchool(account.schoolId());
  }

  private static String state(@Nullable Account account, LoginTry attempt) {
    if (account == null) {
      return "unknown";
    }
    if (!account.active()) {
      return "inactive";
    }
    return attempt.isOutOfUse() ? "locked" : "active";
  }

  /**
   * Records that a password is out of use, once; returns whether this call did. If the server was
   * killed before it could, the next failure does.
   */
  private boolean recordLock(@Nullable Account account, LoginTry attempt, LoginRequest request) {
    try {
      return failures.lock(
          attempt,
          account == null ? null : about(account, AuditAction.LOGIN_LOCKED, request).by(null));
    } catch (RuntimeException e) {
      // Any exception: the statements may fail, and the commit throws the container's own types.
      LOGGER.log(System.Logger.Level.DEBUG, "It was not recorded that a password is out of use", e);
      return false;
    }
  }
}
