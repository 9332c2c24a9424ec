package dev.homeroom.fees;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Reads unpaid invoices from the database; throws if it is away. */
@ApplicationScoped
public class OpenInvoices {
  private static final String SELECT =
      "select i.id, i.title, i.issued_on, i.due_on, i.amount, coalesce(sum(p.amount), 0)"
          + " from invoice i left join payment p on p.invoice_id = i.id where i.student_id ";

  private static final String UNPAID =
      " group by i.id, i.title, i.issued_on, i.due_on, i.amount"
          + " having i.amount > coalesce(sum(p.amount), 0) order by i.due_on, i.id";

  @Inject Queries queries;

  /**
   * An invoice with an open amount, in the school's currency.
   *
   * @param invoiceId the invoice
   * @param title its purpose
   * @param issuedOn its date
   * @param dueOn the last day for its payment
   * @param amount the whole amount
   * @param paid the paid part
   */
  public record OpenInvoice(
      String invoiceId,
      String title,
      LocalDate issuedOn,
      LocalDate dueOn,
      BigDecimal amount,
      BigDecimal paid) {
    /** Returns the open amount, more than 0. */
    public BigDecimal open() {
      return amount.subtract(paid);
    }
  }

  /** Returns a student's open invoices, the first due first; a student has a few each term. */
  @Transactional
  public List<OpenInvoice> ofStudent(String studentId) {
    return queries.list(SELECT + "= ?" + UNPAID, OpenInvoices::invoice, Id.orNone(studentId));
  }

  /** Returns the open invoices of a parent's children in a school, the first due first. */
  @Transactional
  public List<OpenInvoice> ofFamily(String parentId, String schoolId) {
    return queries.list(
        SELECT
            + "in (select l.child_id from parent_child l join person c on c.id = l.child_id"
            + " where l.parent_id = ? and c.school_id = ?)"
            + UNPAID,
        OpenInvoices::invoice,
        Id.orNone(parentId),
        Id.orNone(schoolId));
  }

  private static OpenInvoice invoice(Row row) throws SQLException {
    return new OpenInvoice(
        row.id(1), row.text(2), row.date(3), row.date(4), row.decimal(5), row.decimal(6));
  }
}
