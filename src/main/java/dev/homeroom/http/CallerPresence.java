package dev.homeroom.http;

/**
 * Whether somebody still waits for the answer to one request. A resource hands it to what may wait
 * long, so that work whose caller has hung up is dropped before it is begun.
 */
public interface CallerPresence {
  /** A caller of which nothing is known. It is taken to be there. */
  CallerPresence ASSUMED =
      new CallerPresence() {
        @Override
        public String address() {
          return "";
        }

        @Override
        public boolean isGone() {
          return false;
        }
      };

  /**
   * Returns the address that the request came from, so that one address does not take all places
   * from others; empty if it is not known. A school is one address, and so is a proxy.
   */
  String address();

  /**
   * Returns whether the caller has certainly hung up; false where that cannot be told. May take
   * some milliseconds, must not throw, and may be asked by any thread, also after the request's
   * end. What it says may be some ms old: it is asked about many callers in a row.
   */
  boolean isGone();
}
