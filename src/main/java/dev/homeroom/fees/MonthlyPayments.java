package dev.homeroom.fees;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the payments of schools up by month, by one statement for schools with the same months and
 * zone. The database has their sums by UTC day; only the payments of days in which one month ends
 * and the next begins are read one by one. Throws if the database is away.
 */
@ApplicationScoped
class MonthlyPayments {
  private static final String PART_OF_DAY = "paid_at >= ? and paid_at < ?";

  @Inject Queries queries;

  /**
   * Returns what each of the schools was paid in each month; months without payments are absent.
   */
  Map<String, Map<YearMonth, BigDecimal>> find(FeeMonths months, List<String> schools) {
    Map<String, Map<YearMonth, BigDecimal>> found = new HashMap<>();
    List<YearMonth> all = months.all();
    if (!all.isEmpty()) {
      List<Object> parameters = new ArrayList<>();
      queries.list(
          sql(bounds(months), List.of(Id.numbers(schools)), parameters),
          row ->
              found
                  .computeIfAbsent(row.id(1), school -> new HashMap<>())
                  .merge(all.get(row.integer(2)), row.decimal(3), BigDecimal::add),
          parameters.toArray());
    }
    return found;
  }

  /** Returns the moments at which the months begin, and the one at which the last has ended. */
  private static List<Instant> bounds(FeeMonths months) {
    List<Instant> bounds = new ArrayList<>(months.all().stream().map(months::start).toList());
    bounds.add(months.start(months.all().get(months.all().size() - 1).plusMonths(1)));
    return bounds;
  }

  private static String sql(List<Instant> bounds, List<Object> schools, List<Object> parameters) {
    Instant first = bounds.get(0);
    Instant end = bounds.get(bounds.size() - 1);
    List<LocalDate> days = bounds.stream().map(MonthlyPayments::utcDay).toList();
    List<LocalDate> shared =
        bounds.stream()
            .filter(bound -> !bound.equals(start(utcDay(bound))))
            .map(MonthlyPayments::utcDay)
            .toList();
    String sql = amounts("payment_sums", "on_date", "paid", days, schools, parameters);
    parameters.addAll(List.of(utcDay(first), utcDay(end)));
    sql += "on_date >= ? and on_date < ?";
    if (!shared.isEmpty()) {
      parameters.addAll(shared);
      sql += " and on_date not in (" + Queries.marks(shared.size()) + ") union all ";
      sql += amounts("payment", "paid_at", "amount", bounds, schools, parameters);
      sql += "(" + String.join(" or ", Collections.nCopies(shared.size(), PART_OF_DAY)) + ")";
      for (LocalDate day : shared) {
        Instant from = start(day);
        Instant until = start(day.plusDays(1));
        parameters.add(from.isBefore(first) ? first : from);
        parameters.add(until.isAfter(end) ? end : until);
      }
    }
    return "select school_id, nth, sum(amount) from (" + sql + ") p group by school_id, nth";
  }

  /**
   * Selects amounts of the schools from a table, each with the number of its month; a condition on
   * their time has to follow.
   */
  private static String amounts(
      String table,
      String time,
      String amount,
      List<?> bounds,
      List<Object> schools,
      List<Object> parameters) {
    StringBuilder nth = new StringBuilder("case");
    for (int i = 1; i < bounds.size(); i++) {
      nth.append(" when ").append(time).append(" < ? then ").append(i - 1);
      parameters.add(bounds.get(i));
    }
    parameters.addAll(schools);
    return "select school_id, %s end as nth, %s as amount from %s where school_id in (%s) and "
        .formatted(nth, amount, table, Queries.marks(schools.size()));
  }

  private static LocalDate utcDay(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static Instant start(LocalDate utcDay) {
    return utcDay.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
