package dev.homeroom.cache.readthrough;

/** Throws what a loader threw, whatever its type, without a wrapper. */
final class Rethrow {
  private Rethrow() {}

  /** Never returns; what it claims to return is for the caller's {@code throw}. */
  static RuntimeException thrown(Throwable cause) {
    return Rethrow.<RuntimeException>sneaked(cause);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException sneaked(Throwable cause) throws E {
    throw (E) cause;
  }
}
