package dev.homeroom.cache.generations;

import java.util.Set;

/**
 * A poll of the committed rows, with the moment and the doubts at which it began: it settles no
 * later ones.
 *
 * @param number of this poll, rising from 1
 * @param beganNanos by the ticker
 * @param beganMillis by the wall clock, ms since 1970
 * @param lastTicket the newest doubt that this poll began after
 * @param doubted tags in doubt when it began, whose rows it reads
 * @param undecided those among them that may belong to a transaction that is not yet decided
 */
public record Poll(
    long number,
    long beganNanos,
    long beganMillis,
    long lastTicket,
    Set<String> doubted,
    Set<String> undecided) {
  /** Copies the sets. */
  public Poll {
    doubted = Set.copyOf(doubted);
    undecided = Set.copyOf(undecided);
  }
}
