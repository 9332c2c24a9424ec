package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.fees.OpenInvoices.OpenInvoice;
import dev.homeroom.schools.School;
import dev.homeroom.schools.SchoolDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Open invoices with their sum. Amounts are text with as many decimals as the currency has.
 *
 * @param currency of all amounts, ISO 4217
 * @param totalOpen the sum of all open amounts
 * @param overdue the sum of those that were due before today
 * @param invoices the first due first, at most 100
 * @param cut whether there are more, which the sums count too; omitted if not
 */
record InvoicesView(
    String currency,
    String totalOpen,
    String overdue,
    List<InvoiceView> invoices,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** An open invoice; overdue from the day after its due date. */
  record InvoiceView(
      String invoiceId,
      String title,
      LocalDate issuedOn,
      LocalDate dueOn,
      String amount,
      String paid,
      String open,
      boolean overdue) {}

  static InvoicesView of(List<OpenInvoice> invoices, SchoolDay day) {
    FirstRows<OpenInvoice> shown = FirstRows.of(invoices);
    return new InvoicesView(
        day.school().currency(),
        sum(invoices, day),
        sum(invoices.stream().filter(invoice -> isOverdue(invoice, day)).toList(), day),
        shown.rows().stream().map(invoice -> view(invoice, day)).toList(),
        shown.cut());
  }

  private static boolean isOverdue(OpenInvoice invoice, SchoolDay day) {
    return invoice.dueOn().isBefore(day.date());
  }

  private static InvoiceView view(OpenInvoice invoice, SchoolDay day) {
    School school = day.school();
    return new InvoiceView(
        invoice.invoiceId(),
        invoice.title(),
        invoice.issuedOn(),
        invoice.dueOn(),
        school.amount(invoice.amount()),
        school.amount(invoice.paid()),
        school.amount(invoice.open()),
        isOverdue(invoice, day));
  }

  private static String sum(List<OpenInvoice> invoices, SchoolDay day) {
    return day.school()
        .amount(invoices.stream().map(OpenInvoice::open).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
