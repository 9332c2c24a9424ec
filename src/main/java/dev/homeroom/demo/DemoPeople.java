package dev.homeroom.demo;

import dev.homeroom.access.RoleName;
import dev.homeroom.sql.NameOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the people of one demo school, and the logins of five of them. */
final class DemoPeople {
  private final DemoSession session;
  private final long schoolId;
  private final int number;
  private final String passwordHash;
  private final DemoNames names;
  private final List<Object[]> roles = new ArrayList<>();
  private final List<Object[]> accounts = new ArrayList<>();

  /** The ids of people that other parts of the demo need. */
  record PersonIds(long admin, List<Long> teachers, List<Long> students) {
    /** Returns the students of a section, by seat. */
    List<Long> section(int section) {
      return students.subList(section * DemoSize.SEATS, (section + 1) * DemoSize.SEATS);
    }
  }

  /** Makes the part of one school; schools are numbered from 1. */
  DemoPeople(DemoSession session, long schoolId, int number, String passwordHash) {
    this.session = session;
    this.schoolId = schoolId;
    this.number = number;
    this.passwordHash = passwordHash;
    this.names = new DemoNames(session.chances("people " + number));
  }

  /** Inserts all people. */
  PersonIds make() throws SQLException {
    List<Object[]> links = new ArrayList<>();
    PersonIds made;
    try (BatchInsert people =
        session.into("person", "id, school_id, name, sort_key, kind, grade_level")) {
      long admin = person(people, names.person(), RoleName.SCHOOL_ADMIN, null);
      login(admin, "school.admin");
      List<Long> teachers = many(people, session.size().teachers(), RoleName.TEACHER);
      login(teachers.get(0), "teacher");
      login(many(people, session.size().staff(), RoleName.STAFF).get(0), "staff");
      made = new PersonIds(admin, teachers, families(people, links));
      login(made.students().get(0), "student");
    }
    insert("person_role", "person_id, role_name", roles);
    insert("account", "person_id, username, password_hash", accounts);
    insert("parent_child", "parent_id, child_id", links);
    return made;
  }

  private List<Long> many(BatchInsert people, int count, String role) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(person(people, names.person(), role, null));
    }
    return ids;
  }

  /** Inserts the students with one parent each; the last fifth are siblings of the first. */
  private List<Long> families(BatchInsert people, List<Object[]> links) throws SQLException {
    DemoSize size = session.size();
    int parents = size.parents();
    List<String> families = new ArrayList<>();
    List<Long> students = new ArrayList<>();
    for (int i = 0; i < size.students(); i++) {
      families.add(i < parents ? names.family() : families.get(i - parents));
      String level = Integer.toString(size.level(i / DemoSize.SEATS));
      students.add(person(people, names.member(families.get(i)), RoleName.STUDENT, level));
    }
    for (int i = 0; i < parents; i++) {
      long parent = person(people, names.member(families.get(i)), RoleName.PARENT, null);
      links.add(new Object[] {parent, students.get(i)});
      if (i + parents < students.size()) {
        links.add(new Object[] {parent, students.get(i + parents)});
      }
      if (i == 0) {
        login(parent, "parent");
      }
    }
    return students;
  }

  private long person(BatchInsert people, String name, String role, @Nullable String level)
      throws SQLException {
    long id = session.nextId("person_seq");
    String kind = role.equals(RoleName.SCHOOL_ADMIN) ? "admin" : role.toLowerCase(Locale.ROOT);
    people.row(id, schoolId, name, NameOrder.keyOf(name), kind, level);
    roles.add(new Object[] {id, role});
    return id;
  }

  /** Adds a login in the first three schools; from the second on, the name ends with the number. */
  private void login(long personId, String username) {
    if (!DemoSize.hasLogins(number)) {
      return;
    }
    String suffix = number == 1 ? "" : "." + number;
    accounts.add(new Object[] {personId, username + suffix, passwordHash});
  }

  private void insert(String table, String columns, List<Object[]> rows) throws SQLException {
    try (BatchInsert insert = session.into(table, columns)) {
      for (Object[] row : rows) {
        insert.row(row);
      }
    }
  }
}
