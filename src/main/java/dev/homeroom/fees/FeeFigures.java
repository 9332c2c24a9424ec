package dev.homeroom.fees;

import dev.homeroom.fees.FeesByMonth.FeeMonth;
import dev.homeroom.schools.School;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the fees of a school by three statements, whatever their number. An invoice counts from
 * its date; one that was paid too much is not open. Throws if the database is away.
 */
@ApplicationScoped
public class FeeFigures {
  /**
   * Joins the payments of a school's invoices. They name the school too, so that one school's are
   * found by an index; those of versions before do not.
   */
  private static final String PAYMENTS =
      " payment p on p.invoice_id = i.id and (p.school_id = ? or p.school_id is null)";

  /**
   * Selects a school's invoices up to a date, each with what was paid for it; the parameters are
   * the school, the school again, and the date.
   */
  static final String PAID_INVOICES =
      """
      (select i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount,
         coalesce(sum(p.amount), 0) as paid
       from invoice i left join\s"""
          + PAYMENTS
          + """
       where i.school_id = ? and i.issued_on <= ?
       group by i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount) o
      """;

  private static final String BY_MONTH =
      """
      select extract(year from o.issued_on), extract(month from o.issued_on), sum(o.amount),
        sum(case when o.amount > o.paid then o.amount - o.paid else 0 end),
        sum(case when o.amount > o.paid and o.due_on < ? then o.amount - o.paid else 0 end),
        count(case when o.amount > o.paid then 1 end)
      from\s"""
          + PAID_INVOICES
          + " group by extract(year from o.issued_on), extract(month from o.issued_on)";

  @Inject Queries queries;

  /** The invoices of one month. */
  private record MonthSums(
      BigDecimal charged, BigDecimal open, BigDecimal overdue, int openInvoices) {
    static final MonthSums NONE =
        new MonthSums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);
  }

  /** What the three statements find. */
  private record Found(
      FeeMonths months, Map<YearMonth, MonthSums> invoices, Map<YearMonth, BigDecimal> payments) {
    BigDecimal inMonths(Function<YearMonth, BigDecimal> amount) {
      return months.all().stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal everywhere(Function<MonthSums, BigDecimal> amount) {
      return invoices.values().stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal charged(YearMonth month) {
      return invoices.getOrDefault(month, MonthSums.NONE).charged();
    }

    BigDecimal open(YearMonth month) {
      return invoices.getOrDefault(month, MonthSums.NONE).open();
    }

    BigDecimal paid(YearMonth month) {
      return payments.getOrDefault(month, BigDecimal.ZERO);
    }
  }

  /** Returns a school's fees, month by month of the present school year, or else of the last. */
  @Transactional
  public FeesByMonth byMonth(SchoolDay day) {
    Found found = find(day);
    School school = day.school();
    List<FeeMonth> months =
        found.months().all().stream()
            .map(
                month ->
                    new FeeMonth(
                        month.toString(),
                        school.amount(found.charged(month)),
                        school.amount(found.paid(month)),
                        school.amount(found.open(month))))
            .toList();
    return new FeesByMonth(
        school.currency(),
        school.amount(found.inMonths(found::charged)),
        school.amount(found.inMonths(found::paid)),
        school.amount(found.everywhere(MonthSums::open)),
        school.amount(found.everywhere(MonthSums::overdue)),
        months,
        found.months().cut());
  }

  /** Returns one school's fees of the present school year, or else of the last. */
  @Transactional
  public SchoolFees ofSchool(SchoolDay day) {
    Found found = find(day);
    School school = day.school();
    return new SchoolFees(
        school.id(),
        school.name(),
        school.currency(),
        school.amount(found.inMonths(found::charged)),
        school.amount(found.inMonths(found::paid)),
        school.amount(found.everywhere(MonthSums::open)),
        school.amount(found.everywhere(MonthSums::overdue)),
        found.invoices().values().stream().mapToInt(MonthSums::openInvoices).sum());
  }

  private Found find(SchoolDay day) {
    FeeMonths months = months(day);
    return new Found(months, invoices(day), payments(day, months));
  }

  private FeeMonths months(SchoolDay day) {
    return queries
        .find(
            "select starts_on, ends_on from academic_year where school_id = ? and starts_on <= ?"
                + " order by starts_on desc, id desc fetch first 1 rows only",
            row -> FeeMonths.of(row.date(1), row.date(2), day),
            Id.orNone(day.school().id()),
            day.date())
        .orElseGet(() -> FeeMonths.none(day));
  }

  private Map<YearMonth, MonthSums> invoices(SchoolDay day) {
    Map<YearMonth, MonthSums> found = new HashMap<>();
    queries.list(
        BY_MONTH,
        row -> found.merge(month(row), sums(row), (one, other) -> other),
        day.date(),
        Id.orNone(day.school().id()),
        Id.orNone(day.school().id()),
        day.date());
    return found;
  }

  private static YearMonth month(Row row) throws SQLException {
    return YearMonth.of(row.integer(1), row.integer(2));
  }

  private static MonthSums sums(Row row) throws SQLException {
    return new MonthSums(row.decimal(3), row.decimal(4), row.decimal(5), row.integer(6));
  }

  /** Adds the payments up by the school's months, whose bounds are moments of its own zone. */
  private Map<YearMonth, BigDecimal> payments(SchoolDay day, FeeMonths months) {
    Map<YearMonth, BigDecimal> found = new HashMap<>();
    List<YearMonth> all = months.all();
    if (all.isEmpty()) {
      return found;
    }
    Instant first = months.start(all.get(0));
    Instant end = months.start(all.get(all.size() - 1).plusMonths(1));
    List<@Nullable Object> parameters = new ArrayList<>();
    StringBuilder nth = new StringBuilder("case");
    for (int i = 0; i < all.size(); i++) {
      nth.append(" when p.paid_at < ? then ").append(i);
      parameters.add(months.start(all.get(i).plusMonths(1)));
    }
    long school = Id.orNone(day.school().id());
    parameters.addAll(List.of(school, school, first, end));
    queries.list(
        "select o.nth, sum(o.amount) from (select "
            + nth
            + " end as nth, p.amount from invoice i join"
            + PAYMENTS
            + " where i.school_id = ? and p.paid_at >= ? and p.paid_at < ?) o group by o.nth",
        row -> found.merge(all.get(row.integer(1)), row.decimal(2), BigDecimal::add),
        parameters.toArray());
    return found;
  }
}
