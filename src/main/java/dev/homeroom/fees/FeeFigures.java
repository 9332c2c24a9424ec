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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Adds up the fees of schools by few statements, whatever their number: one for the school years,
 * one for the invoices of schools with the same date of today, one for the payments of schools with
 * the same months and zone. They read sums of the database, so that a large district's cost no more
 * time than its schools and days. An invoice counts from its date; one that was paid too much is
 * not open. Throws if the database is away.
 */
@ApplicationScoped
public class FeeFigures {
  private static final String BY_DATE =
      "select school_id, issued_on, sum(charged), sum(open_amount),"
          + " sum(case when due_on < ? then open_amount else 0 end), sum(open_invoices)"
          + " from fee_sums where school_id in (";

  @Inject Queries queries;
  @Inject MonthlyPayments payments;

  /** The invoices of one month. */
  private record MonthSums(
      BigDecimal charged, BigDecimal open, BigDecimal overdue, int openInvoices) {
    static final MonthSums NONE =
        new MonthSums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    MonthSums plus(MonthSums other) {
      return new MonthSums(
          charged.add(other.charged),
          open.add(other.open),
          overdue.add(other.overdue),
          openInvoices + other.openInvoices);
    }
  }

  /** The rows that the three statements find of one school. */
  private record Found(
      SchoolDay day,
      FeeMonths months,
      Map<YearMonth, MonthSums> invoices,
      Map<YearMonth, BigDecimal> payments) {
    Found(SchoolDay day, FeeMonths months) {
      this(day, months, new HashMap<>(), new HashMap<>());
    }

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
    Found found = find(List.of(day)).get(0);
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

  /** Returns each school's fees of its present school year, or else of the last; in their order. */
  @Transactional
  public List<SchoolFees> ofSchools(List<SchoolDay> schools) {
    return find(schools).stream().map(FeeFigures::fees).toList();
  }

  private static SchoolFees fees(Found found) {
    School school = found.day().school();
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

  private List<Found> find(List<SchoolDay> schools) {
    Map<String, FeeMonths> months = months(schools);
    Map<String, Found> found = new LinkedHashMap<>();
    for (SchoolDay day : schools) {
      found.put(id(day), new Found(day, months.getOrDefault(id(day), FeeMonths.none(day))));
    }
    groups(found, of -> of.day().date())
        .forEach((date, group) -> addInvoices((LocalDate) date, group, found));
    groups(found, Found::months)
        .forEach(
            (of, group) ->
                payments
                    .find((FeeMonths) of, group)
                    .forEach(
                        (school, paid) ->
                            Objects.requireNonNull(found.get(school)).payments().putAll(paid)));
    return List.copyOf(found.values());
  }

  private static String id(SchoolDay day) {
    return day.school().id();
  }

  /** Returns the ids of schools that one statement can ask for, by what they have in common. */
  private static Map<Object, List<String>> groups(
      Map<String, Found> schools, Function<Found, Object> common) {
    return schools.values().stream()
        .collect(
            Collectors.groupingBy(
                common,
                LinkedHashMap::new,
                Collectors.mapping(of -> id(of.day()), Collectors.toList())));
  }

  /** Returns the months of the school years that have begun, the latest of each school. */
  private Map<String, FeeMonths> months(List<SchoolDay> schools) {
    Map<String, SchoolDay> days = new HashMap<>();
    schools.forEach(day -> days.put(id(day), day));
    Map<String, FeeMonths> found = new HashMap<>();
    queries.list(
        "select school_id, starts_on, ends_on from academic_year where school_id in ("
            + Queries.marks(days.size())
            + ") order by starts_on, id",
        row -> {
          SchoolDay day = Objects.requireNonNull(days.get(row.id(1)));
          LocalDate startsOn = row.date(2);
          if (!startsOn.isAfter(day.date())) {
            found.put(id(day), FeeMonths.of(startsOn, row.date(3), day));
          }
          return day;
        },
        Id.numbers(days.keySet()));
    return found;
  }

  private void addInvoices(LocalDate today, List<String> schools, Map<String, Found> found) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(today);
    parameters.addAll(List.of(Id.numbers(schools)));
    parameters.add(today);
    queries.list(
        BY_DATE
            + Queries.marks(schools.size())
            + ") and issued_on <= ? group by school_id, issued_on",
        row -> {
          Found of = Objects.requireNonNull(found.get(row.id(1)));
          of.invoices().merge(YearMonth.from(row.date(2)), sums(row), MonthSums::plus);
          return of;
        },
        parameters.toArray());
  }

  private static MonthSums sums(Row row) throws SQLException {
    return new MonthSums(row.decimal(3), row.decimal(4), row.decimal(5), row.integer(6));
  }
}
