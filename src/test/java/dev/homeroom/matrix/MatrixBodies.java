package dev.homeroom.matrix;

import dev.homeroom.matrix.AccessTable.Row;
import java.util.HashMap;
import java.util.Map;

/** Bodies that allowed callers are refused for, by a rule that stands behind the access check. */
final class MatrixBodies {
  private final Map<String, String> bodies = new HashMap<>();

  MatrixBodies(MatrixWorld world) {
    bodies.put(
        "POST /schools",
        "{\"name\":\"S\",\"time_zone\":\"UTC\",\"pass_mark\":50,\"currency\":\"ZZZ\","
            + "\"plan\":\"p\",\"seats\":1,\"subscribed_until\":\"2030-01-01\"}");
    bodies.put("PUT /schools/{id}", "{\"name\":\"S\",\"time_zone\":\"UTC\",\"pass_mark\":50}");
    bodies.put("POST /auth/cutoffs", "{\"scope\":\"user\",\"id\":\"" + world.id("absent") + "\"}");
    bodies.put("POST /auth/keys/rotate", "{\"withdraw\":\"absent\"}");
    bodies.put("POST /roles", "{\"name\":\"matrix_desk\",\"permissions\":[]}");
    bodies.put("PUT /roles/{name}", "{\"permissions\":[]}");
    String day = world.id("day");
    String term =
        "{\"name\":\"T\",\"academic_year\":\"Y\",\"holidays\":[],\"starts_on\":\"%s\",\"ends_on\":\"%s\"}"
            .formatted(day, day);
    bodies.put("POST /schools/{id}/terms", term);
    bodies.put("PUT /schools/{id}/terms/{term}", term);
    // Refused before the password is asked for.
    bodies.put("PUT /auth/password", "{\"current\":\"\",\"new\":\"\"}");
    bodies.put("POST /schools/{id}/invites", "{\"class_id\":\"" + world.id("absent") + "\"}");
    bodies.put(
        "PUT /classes/{id}/attendance/{date}",
        "{\"marks\":[{\"student_id\":\"" + world.id("student") + "\",\"mark\":\"present\"}]}");
    people(world.id("school"), world.id("school2"));
  }

  private void people(String school, String school2) {
    String post = "POST /users";
    bodies.put(post + " own_school", person("no_such_role", school));
    bodies.put(post + " other_school", person("no_such_role", school2));
    // The user name is taken.
    bodies.put(post + " no_school", named("PARENT", "null"));
    bodies.put(post + " student", named("STUDENT", quoted(school)));
    bodies.put(post + " teacher", named("TEACHER", quoted(school)));
    bodies.put(post + " administrator", named("SCHOOL_ADMIN", quoted(school)));
    bodies.put(post + " super_administrator", named("SUPER_ADMIN", quoted(school)));
    bodies.put("PUT /users/{id}", person("STUDENT", school));
    bodies.put("PATCH /users/{id}", "{\"name\":\"Ann\"}");
    for (String target : new String[] {"state", "state_in_other_school"}) {
      bodies.put("PATCH /users/{id} " + target, "{\"state\":\"disabled\"}");
    }
    bodies.put("PUT /users/{id}/roles", "{\"roles\":[\"STUDENT\"]}");
  }

  private static String person(String role, String school) {
    return "{\"name\":\"Ann\",\"roles\":[\"%s\"],\"school_id\":\"%s\"}".formatted(role, school);
  }

  private static String named(String role, String school) {
    return "{\"name\":\"Ann\",\"username\":\"teacher\",\"roles\":[\"%s\"],\"school_id\":%s}"
        .formatted(role, school);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** Returns the body of a row's requests. */
  String of(Row row) {
    String ofAll = bodies.getOrDefault(row.endpoint(), "{}");
    return bodies.getOrDefault(row.endpoint() + " " + row.target(), ofAll);
  }
}
