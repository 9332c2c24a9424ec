package dev.homeroom.http;

/** Tells whether the caller of a request still waits, so that its work is dropped if not. */
public interface CallerPresence {
  /** A caller that cannot be checked, and counts as present. */
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
   * Returns the client address, by which places in a queue are shared and failures are counted;
   * empty if it is not known. Of an IPv6 address it is the network, {@link ClientOrigin#network}.
   * All clients of one school may have the same.
   */
  String address();

  /**
   * Returns whether the caller has certainly hung up; false if that is unknown. Takes some
   * milliseconds at most, and the answer may be as old. It never throws; any thread may call it,
   * also after the request.
   */
  boolean isGone();
}
