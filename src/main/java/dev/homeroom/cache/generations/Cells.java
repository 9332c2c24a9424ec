package dev.homeroom.cache.generations;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One cell per tag. Cells of rows stay, as rows do; a cell without a row lives as long as an entry
 * points to it, so that tags nobody ever writes cost nothing.
 */
final class Cells {
  private final Map<String, KnownCell> rows = new ConcurrentHashMap<>();
  private final Map<String, Rowless> rowless = new ConcurrentHashMap<>();
  private final ReferenceQueue<KnownCell> unused = new ReferenceQueue<>();

  /** Returns the cell of a tag, made on first asking with generation 0. */
  KnownCell of(String tag) {
    KnownCell cell = rows.get(tag);
    return cell != null ? cell : withoutRow(tag);
  }

  private KnownCell withoutRow(String tag) {
    forgetUnused();
    while (true) {
      Rowless reference =
          rowless.computeIfAbsent(tag, name -> new Rowless(new KnownCell(name), unused));
      KnownCell cell = reference.get();
      if (cell == null) {
        rowless.remove(tag, reference);
        continue;
      }
      // The row may have come meanwhile, with this cell or with another.
      KnownCell row = rows.get(tag);
      return row != null ? row : cell;
    }
  }

  /** Returns the cell of a tag that has a row, made if it is new. */
  KnownCell ofRow(String tag) {
    KnownCell cell = rows.get(tag);
    if (cell != null) {
      return cell;
    }
    cell = withoutRow(tag);
    rows.put(tag, cell);
    return cell;
  }

  /** Lets go of the row of a tag; its cell stays for those who point to it. */
  void removeRow(String tag) {
    KnownCell cell = rows.get(tag);
    if (cell != null) {
      // In this order: who asks meanwhile finds the same cell here or there.
      rowless.put(tag, new Rowless(cell, unused));
      rows.remove(tag);
    }
  }

  boolean hasRow(String tag) {
    return rows.containsKey(tag);
  }

  Map<String, KnownCell> rows() {
    return rows;
  }

  int size() {
    return rows.size() + rowless.size();
  }

  private void forgetUnused() {
    for (Object gone = unused.poll(); gone != null; gone = unused.poll()) {
      Rowless reference = (Rowless) gone;
      rowless.remove(reference.tag, reference);
    }
  }

  private static final class Rowless extends WeakReference<KnownCell> {
    private final String tag;

    Rowless(KnownCell cell, ReferenceQueue<KnownCell> queue) {
      super(cell, queue);
      this.tag = cell.tag();
    }
  }
}
