package dev.homeroom.classes;

import dev.homeroom.access.RoleName;
import dev.homeroom.audit.AuditAction;

/** The kinds of links of people to a class, each with its table. */
enum ClassLink {
  /** A student is enrolled. */
  STUDENT("enrolment", "student_id", RoleName.STUDENT, 2_000),
  /** A teacher teaches. */
  TEACHER("class_teacher", "teacher_id", RoleName.TEACHER, 50);

  private final String table;
  private final String column;
  private final String role;
  private final int mostPeople;

  ClassLink(String table, String column, String role, int mostPeople) {
    this.table = table;
    this.column = column;
    this.role = role;
    this.mostPeople = mostPeople;
  }

  /** Returns the table's name. */
  String table() {
    return table;
  }

  /** Returns the column of the person. */
  String column() {
    return column;
  }

  /** Returns the role that the person must have. */
  String role() {
    return role;
  }

  /** Returns the most people linked to a class at any time in this way. */
  int mostPeople() {
    return mostPeople;
  }

  /** Returns what is recorded of a new link. */
  AuditAction linked() {
    return this == STUDENT ? AuditAction.STUDENT_LINKED : AuditAction.TEACHER_LINKED;
  }

  /** Returns what is recorded of a link's end. */
  AuditAction unlinked() {
    return this == STUDENT ? AuditAction.STUDENT_UNLINKED : AuditAction.TEACHER_UNLINKED;
  }

  /** Returns the name of the path's parameter. */
  String parameter() {
    return this == STUDENT ? "studentId" : "teacherId";
  }
}
