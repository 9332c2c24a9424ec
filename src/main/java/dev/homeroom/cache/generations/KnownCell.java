package dev.homeroom.cache.generations;

import dev.homeroom.cache.Cell;
import dev.homeroom.cache.Stamps;

/**
 * A tag's generation as committed rows have shown it. Written by {@link Generations} alone, under
 * its lock; read by everybody, without one.
 */
final class KnownCell implements Cell {
  private final String tag;

  /** What the rows showed last, whether or not the tag is in doubt; 0 for no row. */
  private long last;

  private boolean retired;

  /** What stamps are compared with: {@link Stamps#UNKNOWN} as long as the tag is in doubt. */
  private volatile long known = Stamps.UNKNOWN;

  /** Makes one that is in doubt. */
  KnownCell(String tag) {
    this.tag = tag;
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public boolean holds(long generation) {
    // UNKNOWN never holds: a stamp taken in doubt is no stamp.
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

  /** Holds no generation any more, ever. */
  void retire() {
    retired = true;
    known = Stamps.UNKNOWN;
  }

  void noteWhileInDoubt(long generation) {
    last = generation;
  }
}
