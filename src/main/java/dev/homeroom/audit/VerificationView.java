package dev.homeroom.audit;

import java.util.List;

/**
 * What the check of the audit log has found.
 *
 * @param sound whether no chain has a fault
 * @param chains how many chains there are
 * @param records how many records were read
 * @param faults the chains with a fault, in their order, at most {@link AuditVerification#MOST}
 * @param newest the newest chains without a fault, the newest first, at most {@link
 *     AuditVerification#MOST}: heads to write down elsewhere
 * @param cut whether there are more of either
 */
record VerificationView(
    boolean sound,
    int chains,
    long records,
    List<ChainView> faults,
    List<ChainView> newest,
    boolean cut) {
  VerificationView {
    faults = List.copyOf(faults);
    newest = List.copyOf(newest);
  }
}
