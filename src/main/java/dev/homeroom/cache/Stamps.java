package dev.homeroom.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The generations that an entry carries, each beside the cell that tells whether it still is the
 * present one. Immutable; safe for all threads; a check takes no lock and makes no garbage.
 */
public final class Stamps {
  /** A stamp of a tag that was in doubt when it was taken: no cell ever holds it. */
  public static final long UNKNOWN = -1;

  private final Cell[] cells;
  private final long[] generations;

  /**
   * Takes the cells and, at the same places, the generations as known, {@link #UNKNOWN} for a tag
   * in doubt.
   */
  public Stamps(Cell[] cells, long[] generations) {
    if (cells.length != generations.length) {
      throw new IllegalArgumentException(
          cells.length + " cells do not match " + generations.length + " generations");
    }
    this.cells = cells.clone();
    this.generations = generations.clone();
  }

  /** Returns whether every generation is the present one, and none is in doubt. */
  public boolean areCurrent() {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].holds(generations[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether no tag was in doubt when the stamps were taken: only then may they be stored.
   */
  public boolean areKnown() {
    for (long generation : generations) {
      if (generation == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** Returns the tags of which this instance knows less than the stamps: to be read anew. */
  public List<Tag> ahead() {
    List<Tag> ahead = new ArrayList<>(0);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isBehind(generations[i])) {
        ahead.add(new Tag(cells[i].tag()));
      }
    }
    return ahead;
  }

  /** Returns how many tags there are. */
  public int size() {
    return cells.length;
  }

  /** Returns the tag at a place, from 0. */
  public String tag(int place) {
    return cells[place].tag();
  }

  /** Returns the stamp at a place, from 0. */
  public long generation(int place) {
    return generations[place];
  }

  /** Returns these stamps and one more. */
  public Stamps and(Stamps more) {
    Cell[] allCells = java.util.Arrays.copyOf(cells, cells.length + more.cells.length);
    long[] all = java.util.Arrays.copyOf(generations, allCells.length);
    System.arraycopy(more.cells, 0, allCells, cells.length, more.cells.length);
    System.arraycopy(more.generations, 0, all, cells.length, more.cells.length);
    return new Stamps(allCells, all);
  }

  /** Returns tag names and generations, in order. */
  public Map<String, Long> asMap() {
    Map<String, Long> map = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      map.put(cells[i].tag(), generations[i]);
    }
    return map;
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
