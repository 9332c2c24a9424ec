package dev.homeroom.fees;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The open invoices of a school. Amounts are text with the currency's decimals.
 *
 * @param currency of all amounts, ISO 4217
 * @param total their number
 * @param totalOpen the sum of all open amounts
 * @param overdueInvoices the number of those that were due before today
 * @param overdue the sum of their open amounts
 * @param invoices the longest overdue first, then those that are due next; at most 100
 * @param cut whether there are more, which the figures count too; omitted if not
 */
public record OpenOfSchool(
    String currency,
    int total,
    String totalOpen,
    int overdueInvoices,
    String overdue,
    List<OwedInvoice> invoices,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the invoices. */
  public OpenOfSchool {
    invoices = List.copyOf(invoices);
  }
}
