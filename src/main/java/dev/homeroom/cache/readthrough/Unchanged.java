package dev.homeroom.cache.readthrough;

/** Throws what a loader threw, whatever its type, without a wrapper. */
final class Unchanged {
  private Unchanged() {}

  /** Never returns; what it claims to return is for the caller's {@code throw}. */
  static RuntimeException thrown(Throwable cause) {
    return Unchanged.<RuntimeException>sneaked(cause);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException sneaked(Throwable cause) throws E {
    throw (E) cause;
  }
}
