package dev.homeroom.dashboards;

import java.util.Map;

/** What the audit log has of the writes of {@link PeopleWrites}: one record of each, or none. */
final class AuditedWrites {
  /** The action, the kind of the subject and the school; by the name of the write. */
  static final Map<String, String> RECORDS =
      Map.ofEntries(
          Map.entry("user: a new student", "user.created person 900011"),
          Map.entry("user: another name", "user.changed person 900011"),
          Map.entry("user: an author's other name", "user.changed person 900012"),
          Map.entry("user: account disabled", "user.disabled person 900011"),
          Map.entry("user: moved to another school", "user.changed person 900012"),
          Map.entry("roles of a user: one taken away", "user.roles_changed person 900011"),
          Map.entry("user: left", "user.deleted person 900011"),
          Map.entry("user: removed", "user.deleted person 900011"),
          Map.entry("user: erased", "user.erased person 900011"),
          Map.entry("link of a parent and a child: removed", "child.unlinked person 900012"),
          Map.entry(
              "link of a parent and a child: another child of the school",
              "child.linked person 900011"),
          Map.entry("enrolment", "student.linked class 900011"),
          Map.entry("enrolment: its end", "student.unlinked class 900011"),
          Map.entry("teacher of a class", "teacher.linked class 900011"),
          Map.entry("teacher of a class: the end", "teacher.unlinked class 900011"),
          Map.entry("school: a new one", "school.created school NEW"),
          Map.entry(
              "school: another name, pass mark, subscription", "school.changed school 900012"),
          Map.entry("school: another time zone", "school.changed school 900012"),
          Map.entry("term: a new one", "term.created term 900011"),
          Map.entry("term: a closed day", "term.changed term 900011"),
          Map.entry("term: over since yesterday", "term.changed term 900011"),
          Map.entry("role: a new one", "role.created role null"),
          Map.entry("role: a permission taken away", "role.changed role null"),
          Map.entry("role: deleted", "role.deleted role null"));

  private AuditedWrites() {}
}
