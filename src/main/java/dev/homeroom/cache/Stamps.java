package dev.homeroom.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The generations of an entry, each beside the cell that tells whether it is current. Immutable;
 * safe for all threads; a check takes no lock and makes no garbage.
 */
public final class Stamps {
  /** The stamp of a tag in doubt: no cell ever holds it. */
  public static final long UNKNOWN = -1;

  private final Cell[] cells;
  private final long[] generations;

  /** Makes stamps of cells and of the generations at their places; {@link #UNKNOWN} in doubt. */
  public Stamps(Cell[] cells, long[] generations) {
    if (cells.length != generations.length) {
      throw new IllegalArgumentException(
          cells.length + " cells do not match " + generations.length + " generations");
    }
    this.cells = cells.clone();
    this.generations = generations.clone();
  }

  /** Returns whether every generation is current, and none is in doubt. */
  public boolean areCurrent() {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].holds(generations[i])) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether no tag was in doubt when they were taken; only then may they be stored. */
  public boolean areKnown() {
    return LongStream.of(generations).noneMatch(generation -> generation == UNKNOWN);
  }

  /** Returns the tags whose stamps are newer than this instance's knowledge, and must be read. */
  public List<Tag> ahead() {
    List<Tag> ahead = new ArrayList<>(0);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isBehind(generations[i])) {
        ahead.add(new Tag(cells[i].tag()));
      }
    }
    return ahead;
  }

  /** Returns the number of tags. */
  public int size() {
    return cells.length;
  }

  /** Returns the tag at an index, from 0. */
  public String tag(int place) {
    return cells[place].tag();
  }

  /** Returns the stamp at an index, from 0. */
  public long generation(int place) {
    return generations[place];
  }

  /** Returns these stamps and others. */
  public Stamps and(Stamps more) {
    Cell[] allCells = Arrays.copyOf(cells, cells.length + more.cells.length);
    long[] all = Arrays.copyOf(generations, allCells.length);
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
