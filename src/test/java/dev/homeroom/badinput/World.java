package dev.homeroom.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the symbols of the table stand for: a school with people of its own, made over HTTP; and of
 * the demo's first school what no endpoint makes.
 */
final class World {
  private static final Pattern SYMBOL = Pattern.compile("<([a-z_]+)>");
  private static final String USER =
      "{\"name\":\"Bad input %s\",\"roles\":[\"%s\"],\"school_id\":\"%s\"}";

  private final Client client;
  private final String token;
  private final Map<String, String> ids = new HashMap<>();
  private final List<String> ofTheDemo = new ArrayList<>();
  private int made;

  /** Makes the school and its people. */
  World(Client client, String superAdmin, Databases.Address database) throws SQLException {
    this.client = client;
    this.token = superAdmin;
    find(database);
    ids.put("school", made("/api/schools", resolved(Bodies.NEW_SCHOOL.json())).asText());
    ids.put(
        "term",
        made("/api/schools/" + ids.get("school") + "/terms", resolved(Bodies.TERM.json()))
            .asText());
    made++;
    ids.put("student", made("/api/users", resolved(Bodies.USER.json())).asText());
    ids.put("teacher", person("TEACHER", ids.get("school")));
    ids.put("parent", person("PARENT", ids.get("school")));
    ids.put("role", role());
  }

  private void find(Databases.Address database) throws SQLException {
    Sql sql = new Sql(database);
    for (String login : List.of("student", "teacher", "staff", "parent")) {
      ids.put("demo_" + login, sql.text("select person_id from account where username = ?", login));
    }
    long teacher = Long.parseLong(ids.get("demo_teacher"));
    String school = sql.text("select school_id from person where id = ?", teacher);
    ids.put("demo_school", school);
    ids.put(
        "item",
        sql.text("select max(id) from inventory_item where school_id = ?", Long.valueOf(school)));
    Attendance attendance = new Attendance(database);
    String[] parts = attendance.path().split("/", -1);
    ids.put("class", parts[3]);
    ids.put("day", parts[5]);
    String body = attendance.body("late");
    ids.put("marks", body.substring(body.indexOf('['), body.length() - 1));
  }

  private JsonNode made(String path, String body) {
    Answer answer = client.post(path, token, body);
    if (answer.status() != 201) {
      throw new IllegalStateException(path + " " + body + ": " + answer.text());
    }
    String key = path.endsWith("/roles") ? "name" : "id";
    return answer.json().path(key);
  }

  private String person(String role, String school) {
    made++;
    return made("/api/users", USER.formatted(made, role, school)).asText();
  }

  private String role() {
    made++;
    return made("/api/roles", resolved(Bodies.ROLE.json())).asText();
  }

  /**
   * Returns a text with what its symbols stand for. Equal ones in one text stand for the same;
   * those of fresh things for another in each text.
   */
  String resolved(String text) {
    if (text.indexOf('<') < 0) {
      return text;
    }
    Map<String, String> found = new HashMap<>();
    Matcher symbols = SYMBOL.matcher(text);
    return symbols.replaceAll(
        symbol ->
            Matcher.quoteReplacement(
                found.computeIfAbsent(symbol.group(1), name -> value(name, symbol.group()))));
  }

  private String value(String name, String otherwise) {
    return switch (name) {
      case "n" -> Integer.toString(made);
      case "year" -> Integer.toString(2_200 + made);
      case "fresh_student" -> person("STUDENT", ids.get("school"));
      case "fresh_role" -> role();
      case "fresh_pupil" -> ofTheDemo("pupil", "STUDENT");
      case "fresh_colleague" -> ofTheDemo("colleague", "TEACHER");
      default -> ids.getOrDefault(name, otherwise);
    };
  }

  private String ofTheDemo(String symbol, String role) {
    String id = person(role, ids.get("demo_school"));
    ids.put(symbol, id);
    ofTheDemo.add(id);
    return id;
  }

  /** Lets the next good request make another thing than the last one. */
  void next() {
    made++;
  }

  /** Removes what was added to the demo's school. */
  void clear() {
    for (String id : ofTheDemo) {
      client.send("DELETE", "/api/users/" + id, null, Client.with(token));
    }
  }
}
