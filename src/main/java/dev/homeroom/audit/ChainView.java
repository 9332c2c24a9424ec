package dev.homeroom.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the check of one chain has found.
 *
 * @param chain its number
 * @param instance the random id of the server that writes it; null if its head is gone
 * @param begunAt when that server recorded first; null if its head is gone
 * @param records how many records were read until the end or the fault
 * @param head the hash of its last record as its head has it; null if its head is gone
 * @param fault the first fault; null if there is none
 */
record ChainView(
    int chain,
    @Nullable String instance,
    @Nullable Instant begunAt,
    long records,
    @Nullable String head,
    @Nullable ChainFault fault) {

  /**
   * A fault of a chain.
   *
   * @param seq the record's place; 0 if the chain itself is meant
   * @param reason {@code changed}, {@code missing} (removed, or cut off at the end), {@code added},
   *     {@code head} (the head is not the last record's), {@code chain_missing}, {@code
   *     chain_added}
   */
  record ChainFault(long seq, String reason) {
    static ChainFault changed(long seq) {
      return new ChainFault(seq, "changed");
    }

    static ChainFault missing(long seq) {
      return new ChainFault(seq, "missing");
    }

    static ChainFault added(long seq) {
      return new ChainFault(seq, "added");
    }

    static ChainFault head(long seq) {
      return new ChainFault(seq, "head");
    }

    static ChainFault missingChain() {
      return new ChainFault(0, "chain_missing");
    }

    static ChainFault addedChain() {
      return new ChainFault(0, "chain_added");
    }
  }

  static ChainView withoutHead(int chain, ChainFault fault) {
    return new ChainView(chain, null, null, 0, null, fault);
  }
}
