package dev.homeroom.cache.spi;

import dev.homeroom.cache.Tag;
import java.util.Collection;

/** Raises generations in the transaction of a change. Port; implemented in {@code database}. */
public interface GenerationWriter {
  /**
   * Replaces tags with the last statements of the active transaction; without one at once, in a
   * transaction of its own. After the commit, also when its outcome is unknown, the tags are in
   * doubt here. A failed transaction does nothing.
   *
   * @throws RuntimeException if the tags could not be replaced: the transaction is then rolled back
   */
  void replace(Collection<Tag> tags);

  /** Returns whether the calling thread has an active transaction. */
  boolean inTransaction();
}
