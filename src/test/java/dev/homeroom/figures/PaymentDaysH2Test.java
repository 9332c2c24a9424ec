package dev.homeroom.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2 keeps a moment with the offset that it was written with; the day of a payment is UTC's. */
class PaymentDaysH2Test {
  private final Queries queries = new Queries(TestDatabase.oneClass());

  @Test
  void dayOfPayment_isThatOfUtc_whateverOffsetItWasWrittenWith() {
    queries.update("delete from payment");
    pay(1, "2026-09-01 01:59:59+02");
    pay(2, "2026-08-31 22:00:00-02");
    pay(4, "2026-08-31 23:59:59.999999+00");
    pay(8, "1969-12-30 23:00:00-05");
    assertThat(
            queries.list(
                "select on_date, paid from payment_sums order by on_date",
                row -> row.date(1) + " " + row.decimal(2).stripTrailingZeros().toPlainString()))
        .isEqualTo(List.of("1969-12-31 8", "2026-08-31 5", "2026-09-01 2"));
  }

  private void pay(int amount, String paidAt) {
    queries.update(
        "insert into payment (id, school_id, invoice_id, amount, method, paid_at) values"
            + " (?, 900011, 900401, ?, 'card', timestamp with time zone '%s')".formatted(paidAt),
        amount,
        amount);
  }
}
