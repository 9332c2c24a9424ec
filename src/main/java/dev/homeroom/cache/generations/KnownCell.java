package dev.homeroom.cache.generations;

import dev.homeroom.cache.Cell;
import dev.homeroom.cache.Stamps;

/**
 * A tag's generation, as last read from committed rows. {@link Generations} alone writes it, under
 * its lock; reads take no lock.
 */
final class KnownCell implements Cell {
  private final String tag;

  /** The generation that was read last, also while the tag is in doubt; 0 for no row. */
  private long last;

  private boolean retired;

  /** The generation for stamps; {@link Stamps#UNKNOWN} while the tag is in doubt. */
  private volatile long known = Stamps.UNKNOWN;

  KnownCell(String tag) {
    this.tag = tag;
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public boolean holds(long generation) {
    // UNKNOWN never matches: a stamp that was taken in doubt is invalid.
    return known == generation && generation != Stamps.UNKNOWN;
  }

  @Override
  public boolean isBehind(long generation) {
    long now = known;
    return now != Stamps.UNKNOWN && generation > now;
  }

  long known() {
    return known;
  }

  long last() {
    return last;
  }

  void doubt() {
    known = Stamps.UNKNOWN;
  }

  /** Ends the doubt, unless the cell is retired. */
  void settle(long generation) {
    last = generation;
    known = retired ? Stamps.UNKNOWN : generation;
  }

  /** Retires the cell: it never holds a generation again. */
  void retire() {
    retired = true;
    known = Stamps.UNKNOWN;
  }

  void noteWhileInDoubt(long generation) {
    last = generation;
  }
}
