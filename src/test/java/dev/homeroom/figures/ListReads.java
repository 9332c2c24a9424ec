package dev.homeroom.figures;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The lists behind the figures of a school, each as the first page of it is read. Their beans are
 * of other packages, which show resources alone: they are called by their names.
 */
final class ListReads {
  private static final String BASE = "dev.homeroom.";

  final CountedQueries queries;
  private final TestBeans beans;
  private final String school;

  ListReads(DataSource database, String school, String now) {
    queries = new CountedQueries(database);
    beans =
        new TestBeans(database, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
            .with(Queries.class, queries);
    this.school = school;
  }

  /** Reads a list by its name. */
  Object get(String list) throws ReflectiveOperationException {
    return switch (list) {
      case "classes" -> of("classes.ClassRows", "list", school, query("name"), scope());
      case "classes_total" -> of("classes.ClassRows", "count", school, query("name"), scope());
      case "classes_of_student" ->
          of("classes.ClassRows", "list", school, query("name", "student", "10007003"), scope());
      case "report" -> report(null);
      case "report_of_teacher" -> report("10007501");
      case "invoices" -> of("fees.InvoiceRows", "list", school, query("due"), scope());
      case "invoices_open" ->
          of("fees.InvoiceRows", "count", school, query("due", "state", "open"), scope());
      case "invoices_of_student" ->
          of("fees.InvoiceRows", "list", school, query("due", "student", "10007003"), scope());
      case "invoices_of_family" -> of("fees.InvoiceRows", "ofFamily", "10007003", school, scope());
      default -> throw new IllegalArgumentException(list);
    };
  }

  private Object report(String teacher) throws ReflectiveOperationException {
    Constructor<?> reach = Class.forName(BASE + "reports.ReportReach").getDeclaredConstructors()[0];
    reach.setAccessible(true);
    return of(
        "reports.DailyRows",
        "find",
        reach.newInstance(school, teacher, teacher == null),
        LocalDate.of(2026, 11, 18),
        query("name"),
        scope());
  }

  private Object of(String bean, String name, Object... parameters)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(BASE + bean);
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == parameters.length
          && method.getParameterTypes()[0].isInstance(parameters[0])) {
        method.setAccessible(true);
        return method.invoke(beans.get(type), parameters);
      }
    }
    throw new NoSuchMethodException(bean + "." + name);
  }

  private static ListQuery query(String sort, String... filter) {
    Map<String, String> filters = filter.length == 0 ? Map.of() : Map.of(filter[0], filter[1]);
    return new ListQuery(0, 50, sort, false, new TreeMap<>(filters));
  }

  private static LoadScope scope() {
    return PersonFigures.SCOPE;
  }
}
