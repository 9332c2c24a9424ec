package dev.homeroom.cache.readthrough;

/** Carries past the breaker, which counts it, what a loader threw when its database was away. */
final class UnreachedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RuntimeException thrown;

  UnreachedException(RuntimeException thrown) {
    super(null, thrown, false, false);
    this.thrown = thrown;
  }

  /** Returns what the loader threw. */
  RuntimeException thrown() {
    return thrown;
  }
}
