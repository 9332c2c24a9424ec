package dev.homeroom.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The refresh tokens of a session that were replaced a moment ago. They still work for {@link
 * #GRACE}, since two tabs may send one token at once, and an answer may be lost: each is answered
 * by the session's present token, so that their holders go on together.
 *
 * @param all the replaced tokens, the newest last
 */
record ReplacedTokens(List<Replaced> all) {
  /** The time for which a replaced token works. */
  static final Duration GRACE = Duration.ofSeconds(10);

  /** The most that are remembered; with so many the present token is not replaced for a while. */
  static final int MAX = 20;

  /** No replaced token. */
  static final ReplacedTokens NONE = new ReplacedTokens(List.of());

  /**
   * A replaced token.
   *
   * @param digest the digest of its secret
   * @param salt the salt of its successor
   * @param at when it was replaced, by the database's clock
   */
  record Replaced(String digest, String salt, Instant at) {
    private boolean worksAt(Instant now) {
      return now.isBefore(at.plus(GRACE));
    }
  }

  ReplacedTokens {
    all = List.copyOf(all);
  }

  /** Reads the stored form: a line each. */
  static ReplacedTokens parse(String stored) {
    return new ReplacedTokens(
        stored
            .lines()
            .map(line -> line.split(" ", -1))
            .map(
                part ->
                    new Replaced(part[0], part[1], Instant.ofEpochMilli(Long.parseLong(part[2]))))
            .toList());
  }

  /** Returns the stored form, at most {@link #MAX} lines of about 122 characters. */
  String stored() {
    StringBuilder lines = new StringBuilder();
    for (Replaced one : all) {
      lines.append(one.digest).append(' ').append(one.salt).append(' ');
      lines.append(one.at.toEpochMilli()).append('\n');
    }
    return lines.toString();
  }

  /** Returns those that still work at a moment. */
  ReplacedTokens workingAt(Instant now) {
    return new ReplacedTokens(all.stream().filter(one -> one.worksAt(now)).toList());
  }

  boolean isFull() {
    return all.size() >= MAX;
  }

  /** Returns these and one more. */
  ReplacedTokens and(Replaced newest) {
    List<Replaced> more = new ArrayList<>(all);
    more.add(newest);
    return new ReplacedTokens(more);
  }

  /** Returns the session's present token if a token is one of these; empty if it is none. */
  Optional<RefreshToken> presentOf(RefreshToken given) {
    RefreshToken token = given;
    boolean found = false;
    for (Replaced one : all) {
      if (found || one.digest.equals(token.digest())) {
        found = true;
        token = token.successor(one.salt);
      }
    }
    return found ? Optional.of(token) : Optional.empty();
  }

  /** Leaves digests and salts out. */
  @Override
  public String toString() {
    return "ReplacedTokens[" + all.size() + "]";
  }
}
