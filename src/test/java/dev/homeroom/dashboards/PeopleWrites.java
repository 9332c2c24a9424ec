package dev.homeroom.dashboards;

import dev.homeroom.dashboards.SchoolWrites.SchoolWrite;
import java.util.ArrayList;
import java.util.List;

/** The part of {@link SchoolWrites} that endpoints make: the real services write. */
final class PeopleWrites {
  private static final String SUPER = FamilyFixture.SUPER;
  private static final String HEAD = FamilyFixture.HEAD;
  private static final String OTHER_HEAD = FamilyFixture.OTHER_HEAD;
  private static final String TOM = FamilyFixture.TOM;

  private static final String TAKE = "classes.AttendanceService.take";
  private static final String PATCH = "users.UserService.patch";
  private static final String LINK = "classes.ClassLinks.link";
  private static final String END = "classes.ClassLinks.end";

  private PeopleWrites() {}

  /** Words are separated by spaces, widgets by commas. */
  private static SchoolWrite row(
      String name, WriteCall call, String tags, String needed, String reaches) {
    return row(name, List.of(), call, List.of(tags, needed, reaches));
  }

  private static SchoolWrite row(String name, List<String> given, WriteCall call, List<String> of) {
    return new SchoolWrite(
        name,
        given,
        List.of(),
        call,
        words(of.get(0), " +"),
        words(of.get(1), " +"),
        words(of.get(2), ", *"));
  }

  private static List<String> words(String text, String by) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(by, -1));
  }

  static List<SchoolWrite> all() {
    List<SchoolWrite> all = new ArrayList<>();
    all.addAll(attendance());
    all.addAll(users());
    all.addAll(removals());
    all.addAll(links());
    all.addAll(schools());
    all.addAll(roles());
    return all;
  }

  private static List<SchoolWrite> attendance() {
    return List.of(
        row(
            "attendance of a class and day",
            WriteCall.of(
                "PUT /classes/{id}/attendance/{date}",
                TOM,
                TAKE,
                "900051",
                "2026-11-20",
                """
                {"marks":[{"student_id":"900103","mark":"late"},
                {"student_id":"900104","mark":"absent"},
                {"student_id":"900105","mark":"half_day"}]}""",
                "-"),
            "user:900102 user:900103 user:900104 user:900105 class:900051 attendance:900011"
                + " report:900011:2026-11-20",
            "user:900102 user:900103 user:900104 user:900105 attendance:900011",
            "teacher 900102 attendance_to_take, student 900104 attendance,"
                + " student 900105 attendance, parent 900106 children, parent 900102 children,"
                + " parent 900113 children, school_admin 900101 absences,"
                + " school_admin 900101 attendance_missing,"
                + " super_admin 900100 attendance_by_school"),
        row(
            "attendance in the other school",
            WriteCall.of(
                "PUT /classes/{id}/attendance/{date}",
                "900114",
                TAKE,
                "900053",
                "2026-11-21",
                "{\"marks\":[{\"student_id\":\"900112\",\"mark\":\"absent\"}]}",
                "-"),
            "user:900112 user:900114 class:900053 attendance:900012 report:900012:2026-11-21",
            "user:900112 user:900114 attendance:900012",
            "student 900112 attendance, parent 900102 children, parent 900113 children,"
                + " school_admin 900116 absences, super_admin 900100 attendance_by_school"));
  }

  private static List<SchoolWrite> users() {
    return List.of(
        row(
            "user: a new student",
            WriteCall.of(
                "POST /users",
                HEAD,
                "users.UserService.create",
                """
                {"name":"Nia New","roles":["STUDENT"],"school_id":"900011","grade_level":"9"}"""),
            "access:NEW district people:900011 user:NEW",
            "district people:900011",
            "school_admin 900101 students_by_grade, super_admin 900100 students,"
                + " super_admin 900100 users_by_role, staff 900115 school_figures"),
        row(
            "user: another name",
            WriteCall.of(
                "PATCH /users/{id}", HEAD, PATCH, "900105", "{\"name\":\"Cy Renamed\"}", "-"),
            "access:900102 access:900105 access:900113 class:900051 district people:900011 user:900102 user:900105 user:900113",
            "access:900105 people:900011",
            "staff 900115 open_invoices, parent 900102 children, parent 900113 children"),
        row(
            "user: an author's other name",
            WriteCall.of(
                "PATCH /users/{id}",
                OTHER_HEAD,
                PATCH,
                "900114",
                "{\"name\":\"Tess Renamed\"}",
                "-"),
            "access:900114 class:900053 district people:900012 user:900114",
            "people:900012",
            "student 900112 notices, parent 900113 notices, parent 900102 notices,"
                + " school_admin 900116 notices"),
        row(
            "user: account disabled",
            WriteCall.of(
                "PATCH /users/{id}", HEAD, PATCH, "900104", "{\"state\":\"disabled\"}", "-"),
            "access:900104 class:900051 cut:user:900104 district people:900011 user:900102 user:900104",
            "district",
            ""),
        row(
            "user: moved to another school",
            WriteCall.of(
                "PUT /users/{id}",
                SUPER,
                "users.UserService.replace",
                "900105",
                """
                {"name":"Cy Third","roles":["STUDENT"],"school_id":"900012","grade_level":"8"}""",
                "-"),
            "access:900102 access:900105 access:900113 class:900051 cut:user:900105 district people:900011 people:900012 user:900102 user:900105 user:900113",
            "access:900105 people:900011 people:900012 user:900102 user:900113",
            "school_admin 900101 students_by_grade, school_admin 900116 students_by_grade,"
                + " student 900105 today, parent 900102 children, super_admin 900100 students"),
        row(
            "roles of a user: one taken away",
            WriteCall.of(
                "PUT /users/{id}/roles",
                HEAD,
                "users.UserService.replaceRoles",
                TOM,
                "TEACHER",
                "-"),
            "access:900102 class:900051 cut:user:900102 district people:900011 people:900012"
                + " user:900102",
            "access:900102 district",
            "parent 900102 children, parent 900102 fees_due, super_admin 900100 users_by_role"));
  }

  private static List<SchoolWrite> removals() {
    return List.of(
        row(
            "user: left",
            WriteCall.of("DELETE /users/{id}", HEAD, "users.UserRemovals.delete", "900104", "-"),
            "access:900104 class:900051 cut:user:900104 district people:900011 user:900102 user:900104",
            "district people:900011",
            "school_admin 900101 students_by_grade, super_admin 900100 students,"
                + " staff 900115 school_figures"),
        row(
            "user: removed",
            WriteCall.of("DELETE /users/{id}", HEAD, "users.UserRemovals.delete", "900106", "-"),
            "access:900103 access:900106 cut:user:900106 district people:900011 user:900103 user:900106",
            "access:900106 district",
            "parent 900106 children, super_admin 900100 users_by_role"),
        row(
            "user: erased",
            WriteCall.of("POST /users/{id}/erase", HEAD, "users.UserRemovals.erase", "900105"),
            "access:900102 access:900105 access:900113 class:900051 cut:user:900105 district people:900011 user:900102 user:900105 user:900113",
            "access:900102 access:900113 district people:900011",
            "parent 900102 children, parent 900113 children, staff 900115 open_invoices"));
  }

  private static List<SchoolWrite> links() {
    return List.of(
        row(
            "link of a parent and a child: removed",
            WriteCall.of(
                "DELETE /parents/{id}/children/{studentId}",
                OTHER_HEAD,
                "users.ParentLinks.unlink",
                "900113",
                "900112"),
            "access:900112 access:900113 district people:900012 user:900112 user:900113",
            "access:900113",
            "parent 900113 children, parent 900113 fees_due, parent 900113 notices"),
        row(
            "link of a parent and a child: another child of the school",
            WriteCall.of(
                "PUT /parents/{id}/children/{studentId}",
                HEAD,
                "users.ParentLinks.link",
                "900113",
                "900103"),
            "access:900103 access:900113 district people:900011 user:900103 user:900113",
            "access:900113 user:900113",
            "parent 900113 children, parent 900113 fees_due"),
        row(
            "enrolment",
            WriteCall.of(
                "PUT /classes/{id}/students/{studentId}",
                HEAD,
                LINK,
                "STUDENT",
                "900052",
                "900103",
                "{}"),
            "access:900103 class:900052 classes:900011 people:900011 user:900103",
            "user:900103",
            "student 900103 notices, parent 900106 notices, parent 900106 children"),
        row(
            "enrolment: its end",
            WriteCall.of(
                "DELETE /classes/{id}/students/{studentId}",
                HEAD,
                END,
                "STUDENT",
                "900051",
                "900103"),
            "access:900103 class:900051 classes:900011 people:900011 user:900102 user:900103",
            "user:900103",
            "student 900103 today, parent 900106 children, teacher 900102 class_averages"),
        row(
            "teacher of a class",
            WriteCall.of(
                "PUT /classes/{id}/teachers/{teacherId}",
                HEAD,
                LINK,
                "TEACHER",
                "900052",
                TOM,
                "{\"from\":\"2026-10-12\"}"),
            "access:900102 class:900052 classes:900011 people:900011 user:900102",
            "",
            "teacher 900102 notices"),
        row(
            "teacher of a class: the end",
            WriteCall.of(
                "DELETE /classes/{id}/teachers/{teacherId}", HEAD, END, "TEACHER", "900051", TOM),
            "access:900102 class:900051 classes:900011 people:900011 user:900102",
            "user:900102",
            "teacher 900102 today, teacher 900102 class_averages,"
                + " school_admin 900101 attendance_missing"));
  }

  private static List<SchoolWrite> schools() {
    return List.of(
        row(
            "school: a new one",
            WriteCall.of(
                "POST /schools",
                SUPER,
                "schools.SchoolService.create",
                """
                {"name":"A Third","time_zone":"UTC","pass_mark":50,"currency":"CHF",\
                "plan":"basic","seats":9,"subscribed_until":"2027-01-01"}"""),
            "district school:NEW",
            "district",
            "super_admin 900100 schools, super_admin 900100 fees_by_school"),
        row(
            "school: another name, pass mark, subscription",
            WriteCall.of(
                "PUT /schools/{id}",
                SUPER,
                "schools.SchoolService.change",
                "900012",
                """
                {"name":"A School","time_zone":"Asia/Tokyo","pass_mark":90,\
                "plan":"basic","seats":3,"subscribed_until":"2026-11-01"}""",
                "true",
                "-"),
            "district school:900012",
            "district school:900012",
            "super_admin 900100 schools, super_admin 900100 fees_by_school,"
                + " teacher 900114 students_at_risk"),
        row(
            "school: another time zone",
            WriteCall.of(
                "PUT /schools/{id}",
                OTHER_HEAD,
                "schools.SchoolService.change",
                "900012",
                """
                {"name":"Second School","time_zone":"Europe/Berlin","pass_mark":50}""",
                "false",
                "-"),
            "district school:900012",
            "district school:900012",
            "student 900112 today, teacher 900114 today, parent 900113 children"),
        row(
            "term: a new one",
            WriteCall.of(
                "POST /schools/{id}/terms",
                HEAD,
                "schools.TermService.create",
                "900011",
                """
                {"academic_year":"Year 2026","name":"Second","starts_on":"2027-01-11",\
                "ends_on":"2027-03-26","holidays":[]}"""),
            "district school:900011",
            "",
            ""),
        row(
            "term: a closed day",
            WriteCall.of(
                "PUT /schools/{id}/terms/{term}",
                HEAD,
                "schools.TermService.change",
                "900011",
                "900031",
                """
                {"academic_year":"Year 2026","name":"First term","starts_on":"2026-10-12",\
                "ends_on":"2026-12-18","holidays":[{"date":"2026-11-09","name":"Snow"},\
                {"date":"2026-11-11","name":"Lantern day"}]}""",
                "-"),
            "district school:900011",
            "school:900011",
            "teacher 900102 attendance_to_take, school_admin 900101 absences"),
        row(
            "term: over since yesterday",
            WriteCall.of(
                "PUT /schools/{id}/terms/{term}",
                HEAD,
                "schools.TermService.change",
                "900011",
                "900031",
                """
                {"academic_year":"Year 2026","name":"First term","starts_on":"2026-10-12",\
                "ends_on":"2026-11-19","holidays":[{"date":"2026-11-11","name":"Lantern day"}]}""",
                "-"),
            "district school:900011",
            "district school:900011",
            "student 900103 today, teacher 900102 today, parent 900106 children"));
  }

  private static List<SchoolWrite> roles() {
    List<String> role =
        List.of(
            "insert into role (name) values ('HELP')",
            "insert into role_permission (role_name, permission) values"
                + " ('HELP', 'attendance:read'), ('HELP', 'inventory:read')");
    List<String> given = new ArrayList<>(role);
    given.add("insert into person_role (person_id, role_name) values (900115, 'HELP')");
    return List.of(
        row(
            "role: a new one",
            WriteCall.of(
                "POST /roles",
                SUPER,
                "roles.RoleService.create",
                "{\"name\":\"DESK\",\"permissions\":[\"users:read\"]}"),
            "district role:DESK roles",
            "district",
            ""),
        row(
            "role: a permission taken away",
            given,
            WriteCall.of(
                "PUT /roles/{name}",
                SUPER,
                "roles.RoleService.change",
                "HELP",
                "{\"permissions\":[\"inventory:read\"]}",
                "-"),
            List.of(
                "cut:role:HELP district role:HELP roles",
                "role:HELP",
                "staff 900115 school_figures")),
        row(
            "role: deleted",
            role,
            WriteCall.of("DELETE /roles/{name}", SUPER, "roles.RoleService.delete", "HELP", "-"),
            List.of("district role:HELP roles", "district", "")));
  }
}
