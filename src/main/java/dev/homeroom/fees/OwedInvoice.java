package dev.homeroom.fees;

import java.time.LocalDate;

/**
 * An open invoice of a pupil.
 *
 * @param invoiceId the invoice
 * @param studentId the pupil
 * @param student the pupil's name
 * @param title its purpose
 * @param issuedOn its date
 * @param dueOn the last day for its payment
 * @param amount the whole amount
 * @param paid the paid part
 * @param open the rest, more than 0
 * @param overdue whether it was due before today
 */
public record OwedInvoice(
    String invoiceId,
    String studentId,
    String student,
    String title,
    LocalDate issuedOn,
    LocalDate dueOn,
    String amount,
    String paid,
    String open,
    boolean overdue) {}
