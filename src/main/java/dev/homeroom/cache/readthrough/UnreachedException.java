package dev.homeroom.cache.readthrough;

/** Wraps the exception of a loader whose database was away, so that the breaker counts it. */
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
