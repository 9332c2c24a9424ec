package dev.homeroom.audit;

import dev.homeroom.http.Page;
import java.util.List;

/** A page of the audit log. */
record AuditPage(List<AuditView> data, Page page) {
  /** Copies the rows. */
  AuditPage {
    data = List.copyOf(data);
  }
}
