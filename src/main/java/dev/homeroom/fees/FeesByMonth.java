package dev.homeroom.fees;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A school's fees, month by month of its school year. Amounts are text with the currency's
 * decimals.
 *
 * @param currency of all amounts, ISO 4217
 * @param charged the sum of the invoices that were issued in the months shown
 * @param paid the sum of the payments that came in during these months, for whichever invoice
 * @param open what is open now, of all invoices of all years
 * @param overdue the part of it that was due before today
 * @param months from the first of the school year to the present one, the earliest first, at most
 *     24; empty before the first school year
 * @param cut whether the year has more months before these; omitted if not
 */
public record FeesByMonth(
    String currency,
    String charged,
    String paid,
    String open,
    String overdue,
    List<FeeMonth> months,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the months. */
  public FeesByMonth {
    months = List.copyOf(months);
  }

  /**
   * The fees of one month.
   *
   * @param month {@code yyyy-MM}
   * @param charged the sum of the invoices that were issued in it
   * @param paid the sum of the payments that came in during it, by the school's calendar
   * @param open what is open now of the invoices that were issued in it
   */
  public record FeeMonth(String month, String charged, String paid, String open) {}
}
