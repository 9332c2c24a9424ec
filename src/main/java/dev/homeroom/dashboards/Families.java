package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import dev.homeroom.notices.NoticeBoard.Notices;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Reads what one school has for a parent of its pupils. The children are those of the database, and
 * not of the request's access record, which may be up to 2 s older than the entry's stamps.
 */
@ApplicationScoped
class Families {
  @Inject Queries queries;
  @Inject OpenInvoices invoices;
  @Inject NoticeBoard board;

  /** Returns the open fees of the parent's children in the school. */
  FamilyFees fees(WidgetFrame in) {
    dependOnChildren(in);
    String school = in.viewed().school();
    return FamilyFees.of(invoices.ofFamily(in.id(), school), in.day());
  }

  /** Returns the school's notices for the parent. */
  Notices notices(WidgetFrame in) {
    dependOnChildren(in);
    return board.ofFamily(in.id(), in.day(), in.scope());
  }

  /** Adds the tag of each child, since the writes about a child name no parent. */
  private void dependOnChildren(WidgetFrame in) {
    LoadScope scope = in.scope();
    queries
        .list(
            "select l.child_id from parent_child l join person c on c.id = l.child_id"
                + " where l.parent_id = ? and c.school_id = ? order by l.child_id",
            row -> row.id(1),
            Id.orNone(in.id()),
            Id.orNone(in.viewed().school()))
        .forEach(child -> scope.dependsOn(Tag.of("user", child)));
  }
}
