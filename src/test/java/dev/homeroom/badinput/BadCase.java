package dev.homeroom.badinput;

/**
 * A bad request.
 *
 * @param endpoint as JAX-RS names it
 * @param place what is bad: {@code body.name}, {@code path.id}, {@code header.If-Match}
 * @param value what stands there, cut if it is long
 */
record BadCase(String endpoint, String place, String value, Request request, Expected expected) {
  /** Returns what tells it from all others. */
  String identity() {
    return endpoint + " | " + place + " | " + value;
  }
}
