package dev.homeroom.fees;

/**
 * One school's fees, beside those of other schools. Amounts are text with the currency's decimals,
 * and are never added up over schools.
 *
 * @param schoolId the school
 * @param currency of all amounts, ISO 4217
 * @param charged the sum of the invoices of the present school year, by whole months
 * @param paid the sum of the payments that came in during it
 * @param open what is open now, of all invoices of all years
 * @param overdue the part of it that was due before today
 * @param openInvoices the number of invoices that are open now
 */
public record SchoolFees(
    String schoolId,
    String name,
    String currency,
    String charged,
    String paid,
    String open,
    String overdue,
    int openInvoices) {}
