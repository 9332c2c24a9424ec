package dev.homeroom.audit;

import dev.homeroom.audit.ChainView.ChainFault;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Verifies the audit log: computes all hashes anew, and compares each chain with its head, which is
 * kept apart. It finds records and chains that were changed, removed, added or moved. It cannot
 * find a log that somebody with the right to write all tables made up as a whole: compare the heads
 * with those that were written down elsewhere.
 *
 * <p>One runs at a time on a server; another waits 2 s for its end. If the database is away it
 * throws.
 */
@ApplicationScoped
class AuditVerification {
  /** The most chains that are listed of each kind. */
  static final int MOST = 100;

  private static final int WAIT_SECONDS = 2;
  private static final int BUSY_SECONDS = 10;

  /** No chain has this number. */
  private static final int END = Integer.MAX_VALUE;

  /** Finds numbers of chains one by one, also of records that have no head, by index. */
  private static final String NEXT =
      "select coalesce(min(n), 2147483647) from (select min(number) as n from audit_chain where number > ?"
          + " union all select min(chain) from audit_record where chain > ?) both_tables";

  @Inject Queries queries;

  private final Semaphore turn = new Semaphore(1, true);

  /**
   * Verifies all chains.
   *
   * @throws ProblemException 503 while another one runs on this server
   */
  VerificationView verify() {
    awaitTurn();
    try {
      Findings findings = new Findings();
      int before = 0;
      for (int number = next(Integer.MIN_VALUE); number < END; number = next(number)) {
        if (number > before + 1) {
          findings.add(ChainView.withoutHead(before + 1, ChainFault.missingChain()));
        }
        findings.add(
            number < 1
                ? ChainView.withoutHead(number, ChainFault.addedChain())
                : new ChainCheck(queries, number).run());
        before = Math.max(0, number);
      }
      return findings.view();
    } finally {
      turn.release();
    }
  }

  private void awaitTurn() {
    try {
      if (turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.overloaded("The audit log is being verified already.", BUSY_SECONDS);
  }

  private int next(int number) {
    return queries.find(NEXT, row -> row.integer(1), number, number).orElseThrow();
  }

  private static final class Findings {
    private final List<ChainView> faults = new ArrayList<>();
    private final Deque<ChainView> newest = new ArrayDeque<>();
    private int chains;
    private long records;
    private boolean sound = true;
    private boolean cut;

    void add(ChainView chain) {
      chains++;
      records += chain.records();
      if (chain.fault() == null) {
        newest.addFirst(chain);
        if (newest.size() > MOST) {
          newest.removeLast();
          cut = true;
        }
      } else {
        sound = false;
        if (faults.size() < MOST) {
          faults.add(chain);
        } else {
          cut = true;
        }
      }
    }

    VerificationView view() {
      return new VerificationView(sound, chains, records, faults, List.copyOf(newest), cut);
    }
  }
}
