package dev.homeroom.cache.spi;

/**
 * Thrown when a tier cannot be asked. The reader goes on without it; no caller of the cache sees
 * this. Has no stack trace: it is thrown at the rate of requests.
 */
public final class TierFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TierFailure failure;

  /** Makes one with its classified failure. */
  public TierFailedException(TierFailure failure) {
    super(failure.reason(), null, false, false);
    this.failure = failure;
  }

  /** Returns the classified failure. */
  public TierFailure failure() {
    return failure;
  }
}
