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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The people and things of the table in a demo district, the callers' tokens, and a canary in what
 * each school has: a text that nobody of another school may be answered.
 */
final class MatrixWorld {
  private static final List<String> CANARIES =
      List.of("canary-magpie", "canary-heron", "canary-wren");

  /** Stands in every address and in every note: no entry of the cache may have it. */
  static final String PERSONAL = "canary-robin";

  private static final String DESK_ROLE = "matrix_desk";
  private static final Map<String, String> LOGINS =
      Map.of(
          "HEAD", "school.admin",
          "TEACHER", "teacher",
          "STAFF", "staff",
          "STUDENT", "student",
          "PARENT", "parent",
          "DESK", "matrix.desk",
          "CLERK", "matrix.clerk");
  private static final Map<String, String> LOGINS_OF_ONE =
      Map.of(
          "SUPER", "super.admin",
          "GONE", "matrix.gone",
          "TAKER", "matrix.taker",
          "BOTH", "matrix.both",
          "FAMILY", "matrix.family");

  private final Sql sql;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final List<String> schools;

  MatrixWorld(Databases.Address database) throws SQLException {
    sql = new Sql(database);
    schools = List.of(schoolOf("teacher"), schoolOf("teacher.2"), schoolOf("teacher.3"));
    mark();
    name(database);
    markPersonal();
    addRoles();
    addPeople();
  }

  private String schoolOf(String login) {
    return sql.text(
        "select p.school_id from person p join account a on a.person_id = p.id"
            + " where a.username = ?",
        login);
  }

  /** Returns the canary of a school, 1 to 3. */
  static String canary(int school) {
    return CANARIES.get(school - 1);
  }

  private void mark() {
    for (int i = 1; i <= schools.size(); i++) {
      long school = Long.parseLong(schools.get(i - 1));
      String text = " " + canary(i);
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

  private void markPersonal() {
    sql.update("update person set email = ? || id || '@example.org'", PERSONAL);
    sql.update(
        "update attendance_mark set note = ? where sheet_id in"
            + " (select id from attendance_sheet where class_id in (?, ?))",
        PERSONAL,
        Long.valueOf(ids.get("class")),
        Long.valueOf(ids.get("class2")));
    sql.update("update inventory_movement set note = ?", PERSONAL);
  }

  private void addRoles() {
    Map<String, List<String>> roles = new TreeMap<>();
    roles.put(DESK_ROLE, List.of("dashboards:read", "attendance:read", "inventory:read"));
    roles.put("matrix_clerk", List.of("users:write"));
    roles.put("matrix_taker", List.of("attendance:write"));
    roles.forEach(
        (role, permissions) -> {
          sql.update("insert into role (name) values (?)", role);
          for (String permission : permissions) {
            sql.update(
                "insert into role_permission (role_name, permission) values (?, ?)",
                role,
                permission);
          }
        });
  }

  private void addPeople() {
    addWithAccount("matrix.desk", 1, DESK_ROLE);
    addWithAccount("matrix.desk.2", 2, DESK_ROLE);
    addWithAccount("matrix.clerk", 1, "matrix_clerk");
    addWithAccount("matrix.clerk.2", 2, "matrix_clerk");
    addWithAccount("matrix.taker", 1, "matrix_taker");
    addWithAccount("matrix.gone", 1, "SCHOOL_ADMIN");
    long family = addWithAccount("matrix.family", 0, "PARENT");
    ids.put("family", Long.toString(family));
    addChild(family, "student");
    addChild(family, "student2");
    long both = addWithAccount("matrix.both", 1, "TEACHER", "PARENT");
    ids.put("both", Long.toString(both));
    // A parent is seen, with the name, in the schools of all the children.
    sql.update("update person set name = 'Matrix both' where id = ?", both);
    addChild(both, "student2");
    sql.update(
        "insert into class_teacher (class_id, teacher_id) values (?, ?)",
        Long.valueOf(ids.get("other_class")),
        both);
    erase("erased", add(1, "STUDENT"));
    erase("erased2", add(2, "STUDENT"));
    erase("erased_teacher", add(1, "TEACHER"));
    // The teacher's pupil and the parent's child it is all the same.
    addChild(Long.parseLong(ids.get("parent")), "erased");
    sql.update(
        "insert into enrolment (class_id, student_id) values (?, ?)",
        Long.valueOf(ids.get("class")),
        Long.valueOf(ids.get("erased")));
  }

  private long addWithAccount(String login, int school, String... roles) {
    long id = add(school, roles);
    sql.update(
        "insert into account (person_id, username, password_hash)"
            + " select ?, ?, password_hash from account where username = 'teacher'",
        id,
        login);
    return id;
  }

  /** Adds a person of a school, 1 to 3, or of none, 0. */
  private long add(int school, String... roles) {
    long id = 1 + Math.max(800_000, sql.number("select max(id) from person"));
    String name = "Matrix " + id + (school == 0 ? "" : " " + canary(school));
    sql.update(
        "insert into person (id, school_id, name, kind) values (?, ?, ?, 'staff')",
        id,
        school == 0 ? null : Long.valueOf(schools.get(school - 1)),
        name);
    for (String role : roles) {
      sql.update("insert into person_role (person_id, role_name) values (?, ?)", id, role);
    }
    return id;
  }

  private void addChild(long parent, String child) {
    sql.update(
        "insert into parent_child (parent_id, child_id) values (?, ?)",
        parent,
        Long.valueOf(ids.get(child)));
  }

  private void erase(String symbol, long id) {
    ids.put(symbol, Long.toString(id));
    sql.update("update person set erased_at = current_timestamp, active = false where id = ?", id);
  }

  private void name(Databases.Address database) throws SQLException {
    for (String login : new String[] {"teacher", "staff", "student", "parent"}) {
      ids.put(login, idOf(login));
      ids.put(login + "2", idOf(login + ".2"));
    }
    ids.put("student3", idOf("student.3"));
    ids.put("head", idOf("school.admin"));
    ids.put("super", idOf("super.admin"));
    ids.put("school", schools.get(0));
    ids.put("school2", schools.get(1));
    ids.put("school3", schools.get(2));
    ids.put("name2", canary(2).substring("canary-".length()));
    ids.put("absent", "999999999999");
    ids.put("malformed", "x%27--%20%2A");
    ids.put("built_in", "TEACHER");
    ids.put("custom", DESK_ROLE);
    ids.put("no_day", "1900-01-01");
    Attendance attendance = new Attendance(database);
    String[] parts = attendance.path().split("/", -1);
    ids.put("class", parts[parts.length - 3]);
    ids.put("day", parts[parts.length - 1]);
    ids.put("colleague", another("TEACHER", "teacher"));
    ids.put("staff_colleague", another("STAFF", "staff"));
    ids.put("other_parent", another("PARENT", "parent"));
    ids.put("classmate", pupil("exists"));
    ids.put("stranger", pupil("not exists"));
    ids.put(
        "other_class",
        ofPerson("select max(class_id) from enrolment where student_id = ?", "stranger"));
    ids.put(
        "class2",
        ofPerson("select max(class_id) from class_teacher where teacher_id = ?", "teacher2"));
    ids.put(
        "pupil2", ofPerson("select max(student_id) from enrolment where class_id = ?", "class2"));
    for (String table : new String[] {"term", "inventory_item"}) {
      String symbol = table.replace("inventory_", "");
      String select = "select max(id) from " + table + " where school_id = ?";
      ids.put(symbol, ofPerson(select, "school"));
      ids.put(symbol + "2", ofPerson(select, "school2"));
    }
  }

  private String idOf(String login) {
    return sql.text("select person_id from account where username = ?", login);
  }

  private String ofPerson(String select, String symbol) {
    return sql.text(select, Long.valueOf(ids.get(symbol)));
  }

  private String another(String role, String than) {
    return sql.text(
        "select max(p.id) from person p join person_role r on r.person_id = p.id"
            + " where p.school_id = ? and r.role_name = ? and p.id <> ?",
        Long.valueOf(ids.get("school")),
        role,
        Long.valueOf(ids.get(than)));
  }

  /**
   * Returns a student who is no child of the parent and has, or has not, a class of the teacher.
   */
  private String pupil(String exists) {
    return sql.text(
        "select max(p.id) from person p where p.school_id = ? and p.kind = 'student'"
            + " and p.id <> ? and p.id not in (select child_id from parent_child where parent_id = ?)"
            + " and "
            + exists
            + " (select 1 from enrolment e join class_teacher t on t.class_id = e.class_id"
            + " where e.student_id = p.id and t.teacher_id = ?)",
        Long.valueOf(ids.get("school")),
        Long.valueOf(ids.get("student")),
        Long.valueOf(ids.get("parent")),
        Long.valueOf(ids.get("teacher")));
  }

  /**
   * Logs all callers in, and disables the one who is gone. Again, it gives the others new tokens:
   * some endpoints want a fresh login.
   */
  void logIn(Client one, Client two) {
    Map<String, String> logins = new TreeMap<>(LOGINS_OF_ONE);
    logins.keySet().removeIf(caller -> caller.equals("GONE") && tokens.containsKey(caller));
    logins.putAll(LOGINS);
    Map<String, String> others = new TreeMap<>();
    LOGINS.forEach((caller, login) -> others.put(caller + "2", login + ".2"));
    // A server checks one password at a time, and refuses those that wait for two seconds.
    Map.of(one, logins, two, others).entrySet().parallelStream()
        .forEach(
            at ->
                at.getValue()
                    .forEach((caller, login) -> tokens.put(caller, at.getKey().login(login))));
    sql.update("update account set state = 'disabled' where username = 'matrix.gone'");
  }

  /** Voids everything that is cached, past the product: the servers see it with their next poll. */
  void forget() {
    try {
      List<String> regions =
          Files.readAllLines(KeptKeys.GOLDEN).stream()
              .map(line -> line.replaceAll(".* \\| (region:\\S+) .*", "$1"))
              .distinct()
              .toList();
      for (String region : regions) {
        String raise =
            "update generation set generation = generation + 1000003, changed_at = default"
                + " where tag = ?";
        if (sql.update(raise, region) == 0) {
          sql.update("insert into generation (tag, generation) values (?, 1000003)", region);
        }
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
    for (String table :
        new String[] {
          "person_role", "role_permission", "parent_child", "class_teacher", "enrolment", "account"
        }) {
      text.append(sql.text("select count(*) from " + table)).append(' ');
    }
    return text.toString();
  }
}
