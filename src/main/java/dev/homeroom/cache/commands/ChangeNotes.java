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
      if (isDelete(call)) {
        deletes.deleted(call.keys(), now);
      } else if (call.verb() == CommandVerb.SET || call.verb().isCreating()) {
        // The other writes make no key, so one that was deleted is still to stay away.
        deletes.written(call.key());
      }
    }
  }

  private static boolean isDelete(CommandCall call) {
    return call.verb() == CommandVerb.DEL
        || (call.verb() == CommandVerb.PEXPIRE
            && WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER) <= 0);
  }
}
