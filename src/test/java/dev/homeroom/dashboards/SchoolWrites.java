package dev.homeroom.dashboards;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of writes: what each changes in the fixture's family and schools, which tags it
 * replaces, and whose dashboards it reaches. These are the writes that no endpoint makes yet; those
 * of endpoints are in {@link PeopleWrites}. {@link DashboardTagsTest} walks the dashboards.
 */
final class SchoolWrites {
  private SchoolWrites() {}

  /**
   * A write.
   *
   * @param name the kind of the write, and an example
   * @param given statements that make what is changed, before anything is read
   * @param changes its statements; none if it is a call
   * @param call what makes it; null if it is statements
   * @param tags all that it replaces
   * @param needed those of them without which a dashboard would be wrong; the others are for other
   *     caches
   * @param reaches some of the widgets that it changes: dashboard, person, name
   */
  record SchoolWrite(
      String name,
      List<String> given,
      List<String> changes,
      @Nullable WriteCall call,
      List<String> tags,
      List<String> needed,
      List<String> reaches) {
    SchoolWrite(
        String name,
        List<String> changes,
        List<String> tags,
        List<String> needed,
        List<String> reaches) {
      this(name, List.of(), changes, null, tags, needed, reaches);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns all writes. */
  static List<SchoolWrite> all() {
    return Stream.concat(PeopleWrites.all().stream(), pending().stream()).toList();
  }

  private static List<SchoolWrite> pending() {
    return List.of(
        new SchoolWrite(
            "grades",
            List.of(
                "insert into grade (assessment_id, student_id, score) values (900303, 900105, 2)"),
            List.of("user:900105", "user:900102", "class:900051"),
            List.of("user:900105", "user:900102"),
            List.of(
                "student 900105 grades",
                "teacher 900102 assessments_to_mark",
                "teacher 900102 class_averages",
                "parent 900102 children",
                "parent 900113 children")),
        new SchoolWrite(
            "assessment",
            List.of(
                "insert into assessment (id, class_id, title, on_date, max_score, weight)"
                    + " values (1, 900053, 'Talk', '2026-11-28', 10, 1)"),
            List.of("user:900112", "user:900114", "class:900053"),
            List.of("user:900112"),
            List.of("student 900112 due", "parent 900102 children", "parent 900113 children")),
        new SchoolWrite(
            "invoice",
            List.of(
                "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
                    + " values (1, 900011, 900105, 'Skates', '2026-11-20', '2026-12-10', 30)"),
            List.of("user:900105", "fees:900011", "report:900011:2026-11-20"),
            List.of("user:900105", "fees:900011"),
            List.of(
                "student 900105 open_invoices",
                "parent 900102 children",
                "parent 900102 fees_due",
                "parent 900113 children",
                "parent 900113 fees_due",
                "staff 900115 open_invoices",
                "staff 900115 school_figures",
                "school_admin 900101 fees_by_month",
                "super_admin 900100 fees_by_school")),
        new SchoolWrite(
            "payment",
            List.of(
                "insert into payment (id, school_id, invoice_id, amount, method, paid_at)"
                    + " values (1, 900012, 900411, 1000, 'card', '2026-11-20 10:00:00+00')"),
            List.of("user:900112", "fees:900012", "report:900012:2026-11-21"),
            List.of("user:900112", "fees:900012"),
            List.of(
                "student 900112 open_invoices",
                "parent 900102 fees_due",
                "parent 900113 fees_due",
                "staff 900117 open_invoices",
                "staff 900117 school_figures",
                "school_admin 900116 fees_by_month",
                "super_admin 900100 fees_by_school")),
        new SchoolWrite(
            "inventory",
            List.of("update inventory_item set quantity = 1 where id = 900811"),
            List.of("inventory:900011"),
            List.of("inventory:900011"),
            List.of("school_admin 900101 low_stock", "staff 900115 reorder")),
        new SchoolWrite(
            "timetable",
            List.of(
                "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
                    + " values (1, 900053, 6, '04:00:00', '04:45:00', 'Attic')"),
            List.of("class:900053", "classes:900012", "user:900112", "user:900114"),
            List.of("classes:900012", "user:900112", "user:900114"),
            List.of(
                "student 900112 today",
                "teacher 900114 today",
                "parent 900102 children",
                "school_admin 900116 attendance_missing")),
        new SchoolWrite(
            "announcement",
            List.of(
                "insert into announcement (id, school_id, title, body, published_at, author_id)"
                    + " values (1, 900011, 'Snow', 'Stay.', '2026-11-20 19:00:00+00', 900101)"),
            List.of("notices:900011"),
            List.of("notices:900011"),
            List.of(
                "teacher 900102 notices",
                "student 900105 notices",
                "staff 900115 notices",
                "parent 900102 notices",
                "parent 900113 notices",
                "parent 900113 children",
                "school_admin 900101 notices")),
        new SchoolWrite(
            "event",
            List.of(
                "insert into event (id, school_id, title, starts_at, ends_at) values"
                    + " (1, 900012, 'Run', '2026-11-22 01:00:00+00', '2026-11-22 02:00:00+00')"),
            List.of("notices:900012"),
            List.of("notices:900012"),
            List.of(
                "teacher 900114 notices",
                "student 900112 notices",
                "parent 900113 notices",
                "school_admin 900116 events")));
  }
}
