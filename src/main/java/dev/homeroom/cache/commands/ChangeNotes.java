package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.List;

/**
 * What this instance notes of its writes.
 *
 * @param journal those that memory made in Redis' place
 * @param deletes the deletes that Redis confirmed
 */
record ChangeNotes(Journal journal, RecentDeletes deletes) {
  /** Notes commands that Redis has run. */
  void ran(List<CommandCall> calls, long now) {
    for (CommandCall call : calls) {
      if (call.verb() == CommandVerb.DEL) {
        deletes.deleted(call.keys(), now);
      } else if (call.verb().isWrite()) {
        deletes.written(call.key());
      }
    }
  }
}
