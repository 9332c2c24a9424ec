package dev.homeroom.audit;

import dev.homeroom.audit.ChainView.ChainFault;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hashes of a chain anew and finds its first fault, while others go on writing it.
 * Reads some records at a time, so that memory and each statement are bounded.
 */
final class ChainCheck {
  /** The records of one statement. */
  static final int PAGE = 1_000;

  private static final String HEAD =
      "select instance, begun_at, seq, hash from audit_chain where number = ?";
  private static final String LAST =
      "select coalesce(max(seq), 0) from audit_record where chain = ?";
  private static final String RECORDS =
      "select "
          + AuditRecord.COLUMNS
          + ", hash from audit_record where chain = ? and seq > ? order by chain, seq"
          + " fetch first "
          + PAGE
          + " rows only";

  private final Queries queries;
  private final int number;

  ChainCheck(Queries queries, int number) {
    this.queries = queries;
    this.number = number;
  }

  private record Head(String instance, Instant begunAt, long seq, String hash) {}

  private record Link(AuditRecord record, String hash) {}

  /** Where the check stands: after the record with this number and hash. */
  private record Place(long seq, String hash) {}

  /** Returns what there is of the chain, with its first fault. */
  ChainView run() {
    // Before the head: it never passes the head, unless somebody has added records.
    long last = queries.find(LAST, row -> whole(row, 1), number).orElseThrow();
    Optional<Head> found = queries.find(HEAD, ChainCheck::head, number);
    if (found.isEmpty()) {
      return ChainView.withoutHead(number, ChainFault.missingChain());
    }
    Head head = found.get();
    Place place = new Place(0, ChainHash.genesis(number, head.instance(), head.begunAt()));
    long after = Long.MIN_VALUE;
    List<Link> page;
    do {
      page = queries.list(RECORDS, ChainCheck::link, number, after);
      for (Link link : page) {
        after = link.record().seq();
        if (after > head.seq()) {
          return end(head, place, last);
        }
        ChainFault fault = fault(place, link);
        if (fault != null) {
          return view(head, place, fault);
        }
        place = new Place(after, link.hash());
      }
    } while (page.size() == PAGE);
    return end(head, place, last);
  }

  private static @Nullable ChainFault fault(Place place, Link link) {
    long expected = place.seq() + 1;
    long seq = link.record().seq();
    if (seq != expected) {
      return seq < expected ? ChainFault.added(seq) : ChainFault.missing(expected);
    }
    return ChainHash.next(place.hash(), link.record()).equals(link.hash())
        ? null
        : ChainFault.changed(seq);
  }

  private ChainView end(Head head, Place place, long last) {
    if (place.seq() < head.seq()) {
      return view(head, place, ChainFault.missing(place.seq() + 1));
    }
    if (last > head.seq()) {
      return view(head, place, ChainFault.added(head.seq() + 1));
    }
    boolean same = place.hash().equals(head.hash());
    return view(head, place, same ? null : ChainFault.head(head.seq()));
  }

  private ChainView view(Head head, Place place, @Nullable ChainFault fault) {
    return new ChainView(number, head.instance(), head.begunAt(), place.seq(), head.hash(), fault);
  }

  private static Head head(Row row) throws SQLException {
    return new Head(row.text(1), row.instant(2), whole(row, 3), row.text(4));
  }

  private static Link link(Row row) throws SQLException {
    return new Link(AuditRecord.read(row), row.text(13));
  }

  private static long whole(Row row, int column) throws SQLException {
    return row.decimal(column).longValueExact();
  }
}
