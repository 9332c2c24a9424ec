package dev.homeroom.cache.spi;

/**
 * Thrown when a tier cannot be asked. The reader goes on without it; no caller of the cache sees
 * this. Has no stack trace: it is thrown at the rate of requests.
 */
public final class TierFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;
  private final boolean mayHaveRun;

  /** Makes one with its classified failure, for a command that has not run and never will. */
  public TierFailedException(TierFailure failure) {
    this(failure, false);
  }

  /** Makes one; {@code mayHaveRun} tells whether the tier may have run the command, or may yet. */
  public TierFailedException(TierFailure failure, boolean mayHaveRun) {
    super(failure.reason(), null, false, false);
    this.failure = failure;
    this.mayHaveRun = mayHaveRun;
  }

  /**
   * Returns whether the tier may have run the command, or a part, or may yet; false: it did not.
   */
  public boolean mayHaveRun() {
    return mayHaveRun;
  }

  /** Returns the classified failure. */
  public TierFailure failure() {
    return failure;
  }
}
