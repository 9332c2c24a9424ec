package dev.homeroom.dashboards;

import dev.homeroom.http.ComposedAnswer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the fees of several schools, separately for each currency. */
final class FeesByCurrency {
  private final Map<String, Sum> sums = new TreeMap<>();

  /** The fees in one currency. */
  private record Sum(
      BigDecimal open, BigDecimal overdue, int invoices, @Nullable LocalDate nextDueOn) {
    static Sum of(FamilyFees fees) {
      return new Sum(
          new BigDecimal(fees.totalOpen()),
          new BigDecimal(fees.overdue()),
          fees.openInvoices(),
          fees.nextDueOn());
    }

    Sum plus(Sum other) {
      return new Sum(
          open.add(other.open),
          overdue.add(other.overdue),
          invoices + other.invoices,
          earlier(nextDueOn, other.nextDueOn));
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }
  }

  /** Adds the fees of one school. */
  void add(FamilyFees fees) {
    sums.merge(fees.currency(), Sum.of(fees), Sum::plus);
  }

  /** Writes an object for each currency, in the order of their codes. */
  void writeTo(ComposedAnswer json) {
    String before = "{\"currencies\":[{\"currency\":";
    for (Map.Entry<String, Sum> each : sums.entrySet()) {
      Sum sum = each.getValue();
      json.json(before).text(each.getKey());
      json.json(",\"total_open\":").text(sum.open().toPlainString());
      json.json(",\"overdue\":").text(sum.overdue().toPlainString());
      json.json(",\"open_invoices\":").number(sum.invoices());
      json.json(",\"next_due_on\":");
      LocalDate next = sum.nextDueOn();
      (next == null ? json.json("null") : json.text(next.toString())).json("}");
      before = ",{\"currency\":";
    }
    json.json(sums.isEmpty() ? "{\"currencies\":[]}" : "]}");
  }
}
