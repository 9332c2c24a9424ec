package dev.homeroom.database;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.GenerationPush;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tags of one transaction, from their collection to the transaction's end. */
final class TagTransaction {
  private final TagWrites writes;
  private final KnownGenerations known;
  private final GenerationPush push;
  private final SortedSet<Tag> tags = new TreeSet<>();
  private boolean raised;

  TagTransaction(TagWrites writes, KnownGenerations known, GenerationPush push) {
    this.writes = writes;
    this.known = known;
    this.push = push;
  }

  /** Adds tags; inserts their missing rows outside the transaction. */
  void add(Collection<Tag> more) throws SQLException {
    writes.insertMissing(more);
    tags.addAll(more);
  }

  /** Raises the tags on the transaction's own connection: its last statements. */
  void beforeCommit(Connection connection) throws SQLException {
    writes.raise(connection, tags);
    // From here on the commit may be sent; what failed before is certainly rolled back.
    raised = true;
  }

  /**
   * Puts the tags in doubt here and, by push, on the other instances, unless the transaction
   * certainly changed nothing.
   *
   * @param committed whether its commit was confirmed; if not, the outcome may be unknown
   */
  void ended(boolean committed) {
    if (raised) {
      known.doubt(tags, !committed);
      push.announce(tags);
    }
  }
}
