package dev.homeroom.dashboards;

import java.util.List;

/**
 * The table of writes: what each changes in the fixture's family and schools, which tags it
 * replaces, and whose dashboards it reaches. A service that writes has a test that it names these
 * tags; {@link DashboardTagsTest} walks the dashboards.
 */
final class SchoolWrites {
  private SchoolWrites() {}

  /**
   * A write.
   *
   * @param name the kind of the write, and an example
   * @param changes its statements
   * @param tags all that it replaces
   * @param needed those of them without which a dashboard would be wrong; the others are for other
   *     caches
   * @param reaches some of the widgets that it changes: dashboard, person, name
   */
  record SchoolWrite(
      String name,
      List<String> changes,
      List<String> tags,
      List<String> needed,
      List<String> reaches) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<SchoolWrite> all() {
    return List.of(
        new SchoolWrite(
            "attendance of a class and day",
            List.of(
                "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at, version)"
                    + " values (1, 900051, '2026-11-20', 900102, '2026-11-20 13:00:00+00', 1)",
                "insert into attendance_mark (sheet_id, student_id, mark) values (1, 900103,"
                    + " 'late'), (1, 900104, 'absent'), (1, 900105, 'half_day')"),
            List.of(
                "user:900102",
                "user:900103",
                "user:900104",
                "user:900105",
                "class:900051",
                "attendance:900011",
                "report:900011:2026-11-20"),
            List.of(
                "user:900102", "user:900103", "user:900104", "user:900105", "attendance:900011"),
            List.of(
                "teacher 900102 attendance_to_take",
                "student 900104 attendance",
                "student 900105 attendance",
                "parent 900106 children",
                "parent 900102 children",
                "parent 900113 children",
                "school_admin 900101 absences",
                "school_admin 900101 attendance_missing",
                "super_admin 900100 attendance_by_school")),
        new SchoolWrite(
            "attendance in the other school",
            List.of(
                "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at, version)"
                    + " values (1, 900053, '2026-11-21', 900114, '2026-11-21 01:00:00+00', 1)",
                "insert into attendance_mark (sheet_id, student_id, mark)"
                    + " values (1, 900112, 'absent')"),
            List.of(
                "user:900112",
                "user:900114",
                "class:900053",
                "attendance:900012",
                "report:900012:2026-11-21"),
            List.of("user:900112", "user:900114", "attendance:900012"),
            List.of(
                "student 900112 attendance",
                "parent 900102 children",
                "parent 900113 children",
                "school_admin 900116 absences",
                "super_admin 900100 attendance_by_school")),
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
                "insert into payment (id, invoice_id, amount, method, paid_at)"
                    + " values (1, 900411, 1000, 'card', '2026-11-20 10:00:00+00')"),
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
            "user: another name",
            List.of("update person set name = 'Cy Renamed' where id = 900105"),
            List.of("access:900105", "user:900105", "people:900011", "class:900051"),
            List.of("people:900011"),
            List.of("staff 900115 open_invoices", "parent 900102 children")),
        new SchoolWrite(
            "user: an author's other name",
            List.of("update person set name = 'Tess Renamed' where id = 900114"),
            List.of("access:900114", "user:900114", "people:900012", "class:900053"),
            List.of("people:900012"),
            List.of(
                "student 900112 notices",
                "parent 900113 notices",
                "parent 900102 notices",
                "school_admin 900116 notices")),
        new SchoolWrite(
            "user: left",
            List.of("update person set active = false where id = 900104"),
            List.of("access:900104", "user:900104", "people:900011", "class:900051"),
            List.of("people:900011"),
            List.of(
                "school_admin 900101 students_by_grade",
                "super_admin 900100 students",
                "staff 900115 school_figures")),
        new SchoolWrite(
            "role of a user",
            List.of("delete from person_role where person_id = 900102 and role_name = 'PARENT'"),
            List.of("access:900102", "user:900102", "people:900011"),
            List.of(),
            List.of()),
        new SchoolWrite(
            "link of a parent and a child: removed",
            List.of("delete from parent_child where parent_id = 900113 and child_id = 900112"),
            List.of(
                "access:900113", "access:900112", "user:900113", "user:900112", "people:900012"),
            List.of(),
            List.of("parent 900113 children", "parent 900113 fees_due", "parent 900113 notices")),
        new SchoolWrite(
            "link of a parent and a child: another child of the school",
            List.of("insert into parent_child (parent_id, child_id) values (900113, 900103)"),
            List.of(
                "access:900113", "access:900103", "user:900113", "user:900103", "people:900011"),
            List.of("user:900113"),
            List.of("parent 900113 children", "parent 900113 fees_due")),
        new SchoolWrite(
            "enrolment",
            List.of("insert into enrolment (class_id, student_id) values (900052, 900103)"),
            List.of("class:900052", "classes:900011", "user:900103", "access:900103"),
            List.of("user:900103"),
            List.of("student 900103 notices", "parent 900106 notices", "parent 900106 children")),
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
                "school_admin 900116 events")),
        new SchoolWrite(
            "school: another name and currency",
            List.of("update school set name = 'A School', currency = 'KRW' where id = 900012"),
            List.of("school:900012", "district"),
            List.of("school:900012", "district"),
            List.of(
                "super_admin 900100 schools",
                "super_admin 900100 fees_by_school",
                "student 900112 open_invoices",
                "parent 900113 fees_due",
                "school_admin 900116 fees_by_month")),
        new SchoolWrite(
            "term: a closed day",
            List.of(
                "insert into holiday (school_id, on_date, name)"
                    + " values (900011, '2026-11-09', 'Snow')"),
            List.of("school:900011", "district"),
            List.of("school:900011"),
            List.of("teacher 900102 attendance_to_take", "school_admin 900101 absences")),
        new SchoolWrite(
            "role",
            List.of(
                "delete from role_permission where role_name = 'STAFF'"
                    + " and permission = 'invoices:read'"),
            List.of("role:STAFF"),
            List.of(),
            List.of("staff 900115 school_figures", "staff 900117 school_figures")));
  }
}
