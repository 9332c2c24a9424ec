package dev.homeroom.matrix;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The people and things of the table in a demo district, the callers' tokens, and a canary in what
 * each school has: a text that nobody of another school may be answered.
 */
final class MatrixWorld {
  private static final String DESK_ROLE = "matrix_desk";
  private static final Map<String, String> LOGINS =
      Map.of(
          "HEAD", "school.admin",
          "TEACHER", "teacher",
          "STAFF", "staff",
          "STUDENT", "student",
          "PARENT", "parent",
          "DESK", "matrix.desk");

  private final Sql sql;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private String own;
  private String other;

  MatrixWorld(Databases.Address database) throws SQLException {
    sql = new Sql(database);
    own = schoolOf("teacher");
    other = schoolOf("teacher.2");
    mark();
    addDesk("matrix.desk", 800_001, own);
    addDesk("matrix.desk.2", 800_002, other);
    add("matrix.gone", 800_003, own, "SCHOOL_ADMIN");
    name(database);
  }

  private String schoolOf(String login) {
    return sql.text(
        "select p.school_id from person p join account a on a.person_id = p.id"
            + " where a.username = ?",
        login);
  }

  /** Returns the canary of a school. */
  static String canary(boolean ofOwn) {
    return ofOwn ? "canary-magpie" : "canary-heron";
  }

  private void mark() {
    for (boolean ofOwn : new boolean[] {true, false}) {
      long school = Long.parseLong(ofOwn ? own : other);
      String text = " " + canary(ofOwn);
      sql.update("update school set name = name || ? where id = ?", text, school);
      sql.update("update person set name = name || ? where school_id = ?", text, school);
      sql.update("update class set name = name || ? where school_id = ?", text, school);
      sql.update("update term set name = name || ? where school_id = ?", text, school);
      sql.update("update announcement set title = title || ? where school_id = ?", text, school);
      sql.update("update event set title = title || ? where school_id = ?", text, school);
      sql.update("update inventory_item set name = name || ? where school_id = ?", text, school);
      sql.update("update invoice set title = title || ? where school_id = ?", text, school);
    }
  }

  private void addDesk(String login, long id, String school) {
    if (id == 800_001) {
      sql.update("insert into role (name) values (?)", DESK_ROLE);
      for (String thing : new String[] {"dashboards", "attendance", "inventory"}) {
        sql.update(
            "insert into role_permission (role_name, permission) values (?, ?)",
            DESK_ROLE,
            thing + ":read");
      }
    }
    add(login, id, school, DESK_ROLE);
  }

  private void add(String login, long id, String school, String role) {
    sql.update(
        "insert into person (id, school_id, name, kind) values (?, ?, ?, 'staff')",
        id,
        Long.valueOf(school),
        "Matrix " + id);
    sql.update("insert into person_role (person_id, role_name) values (?, ?)", id, role);
    sql.update(
        "insert into account (person_id, username, password_hash)"
            + " select ?, ?, password_hash from account where username = 'teacher'",
        id,
        login);
  }

  private void name(Databases.Address database) throws SQLException {
    for (String login : new String[] {"teacher", "staff", "student", "parent"}) {
      ids.put(login, idOf(login));
      ids.put(login + "2", idOf(login + ".2"));
    }
    ids.put("school", own);
    ids.put("school2", other);
    ids.put("absent", "999999999999");
    ids.put("malformed", "x%27--%20%2A");
    ids.put("built_in", "TEACHER");
    ids.put("custom", DESK_ROLE);
    ids.put("no_day", "1900-01-01");
    Attendance attendance = new Attendance(database);
    String[] parts = attendance.path().split("/", -1);
    ids.put("class", parts[parts.length - 3]);
    ids.put("day", parts[parts.length - 1]);
    long teacher = Long.parseLong(ids.get("teacher"));
    long school = Long.parseLong(own);
    ids.put("colleague", another("TEACHER", teacher));
    ids.put("staff_colleague", another("STAFF", Long.parseLong(ids.get("staff"))));
    ids.put("other_parent", another("PARENT", Long.parseLong(ids.get("parent"))));
    ids.put("classmate", pupil("exists", teacher));
    ids.put("stranger", pupil("not exists", teacher));
    ids.put(
        "other_class",
        sql.text(
            "select max(c.id) from class c where c.school_id = ? and c.id not in"
                + " (select class_id from class_teacher where teacher_id = ?)",
            school,
            teacher));
    ids.put(
        "class2",
        sql.text(
            "select max(class_id) from class_teacher where teacher_id = ?",
            Long.valueOf(ids.get("teacher2"))));
    ids.put("term", ofSchool("term", own));
    ids.put("term2", ofSchool("term", other));
    ids.put("item", ofSchool("inventory_item", own));
    ids.put("item2", ofSchool("inventory_item", other));
  }

  private String idOf(String login) {
    return sql.text("select person_id from account where username = ?", login);
  }

  private String ofSchool(String table, String school) {
    return sql.text("select max(id) from " + table + " where school_id = ?", Long.valueOf(school));
  }

  private String another(String role, long than) {
    return sql.text(
        "select max(p.id) from person p join person_role r on r.person_id = p.id"
            + " where p.school_id = ? and r.role_name = ? and p.id <> ?",
        Long.valueOf(own),
        role,
        than);
  }

  /** Returns a student who is no child of the parent and has, or has not, a class of a teacher. */
  private String pupil(String exists, long teacher) {
    return sql.text(
        "select max(p.id) from person p where p.school_id = ? and p.kind = 'student'"
            + " and p.id <> ? and p.id not in (select child_id from parent_child where parent_id = ?)"
            + " and "
            + exists
            + " (select 1 from enrolment e join class_teacher t on t.class_id = e.class_id"
            + " where e.student_id = p.id and t.teacher_id = ?)",
        Long.valueOf(own),
        Long.valueOf(ids.get("student")),
        Long.valueOf(ids.get("parent")),
        teacher);
  }

  /** Logs all callers in, and disables the one who is gone. */
  void logIn(Client client) {
    tokens.put("SUPER", client.login("super.admin"));
    LOGINS.forEach(
        (caller, login) -> {
          tokens.put(caller, client.login(login));
          tokens.put(caller + "2", client.login(login + ".2"));
        });
    tokens.put("GONE", client.login("matrix.gone"));
    sql.update("update account set state = 'disabled' where username = 'matrix.gone'");
  }

  /** Voids everything that is cached, past the product: the servers see it with their next poll. */
  void forget() {
    try {
      Set<String> regions =
          Files.readAllLines(KeptKeys.GOLDEN).stream()
              .map(line -> line.replaceAll(".* \\| (region:\\S+) .*", "$1"))
              .collect(Collectors.toSet());
      for (String tag : regions) {
        sql.update(
            "insert into generation (tag, generation) values (?, 1000003)"
                + " on conflict (tag) do update set generation = generation.generation + 1000003,"
                + " changed_at = clock_timestamp()",
            tag);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a caller's token; null for the one without. */
  String token(String caller) {
    return tokens.get(caller);
  }

  /** Returns the id behind a symbol, as it stands in a path. */
  String id(String symbol) {
    String id = ids.get(symbol);
    if (id == null) {
      throw new IllegalStateException("nothing is called " + symbol);
    }
    return id;
  }

  /** Returns a text that changes whenever a row of a table that the writes name does. */
  String rows() {
    StringBuilder text = new StringBuilder();
    for (String table : new String[] {"role", "school", "term", "attendance_sheet", "person"}) {
      text.append(sql.text("select count(*) || '/' || coalesce(sum(version), 0) from " + table));
      text.append(' ');
    }
    return text.toString();
  }
}
