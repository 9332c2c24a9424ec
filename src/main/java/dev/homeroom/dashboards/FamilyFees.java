package dev.homeroom.dashboards;

import dev.homeroom.fees.OpenInvoices.OpenInvoice;
import dev.homeroom.schools.SchoolDay;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open fees of a parent's children in one school. Amounts are text with the currency's
 * decimals.
 *
 * @param currency the school's, ISO 4217
 * @param totalOpen the sum of all open amounts
 * @param overdue the sum of those that were due before today
 * @param openInvoices the number of invoices that are open
 * @param nextDueOn the day by which the first of them is to be paid, also if it is over; null if
 *     none is open
 */
record FamilyFees(
    String currency,
    String totalOpen,
    String overdue,
    int openInvoices,
    @Nullable LocalDate nextDueOn) {
  static FamilyFees of(List<OpenInvoice> invoices, SchoolDay day) {
    InvoicesView view = InvoicesView.of(invoices, day);
    return new FamilyFees(
        view.currency(),
        view.totalOpen(),
        view.overdue(),
        invoices.size(),
        invoices.isEmpty() ? null : invoices.get(0).dueOn());
  }
}
