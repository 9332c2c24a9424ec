package dev.homeroom.cache.generations;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cells in use: one per tag, kept as long as an entry, a load or a token points to it. Look-ups
 * take no lock; changes need the lock of {@link Generations}.
 */
final class Cells {
  private final Map<String, CellReference> byTag = new ConcurrentHashMap<>();
  private final ReferenceQueue<KnownCell> unused = new ReferenceQueue<>();

  /** Returns the cell of a tag; null if none is in use. */
  @Nullable KnownCell find(String tag) {
    CellReference reference = byTag.get(tag);
    return reference == null ? null : reference.get();
  }

  void use(KnownCell cell) {
    forgetUnused();
    byTag.put(cell.tag(), new CellReference(cell, unused));
  }

  /** Retires a cell, which never holds a generation again; its tag gets another one. */
  void retire(KnownCell cell) {
    cell.retire();
    byTag.remove(cell.tag());
  }

  List<KnownCell> inUse() {
    List<KnownCell> cells = new ArrayList<>(byTag.size());
    for (CellReference reference : byTag.values()) {
      KnownCell cell = reference.get();
      if (cell != null) {
        cells.add(cell);
      }
    }
    return cells;
  }

  int size() {
    forgetUnused();
    return byTag.size();
  }

  private void forgetUnused() {
    for (Reference<?> gone = unused.poll(); gone != null; gone = unused.poll()) {
      CellReference reference = (CellReference) gone;
      byTag.remove(reference.tag, reference);
    }
  }

  private static final class CellReference extends WeakReference<KnownCell> {
    private final String tag;

    CellReference(KnownCell cell, ReferenceQueue<KnownCell> queue) {
      super(cell, queue);
      this.tag = cell.tag();
    }
  }
}
