package dev.homeroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What every widget of a person's dashboard is to show, by SQL of the tests' own on PostgreSQL:
 * {@code dashboards/*.sql}.
 */
public final class DashboardSql {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final String now;

  /**
   * Asks a database.
   *
   * @param now the moment as an SQL expression, for instance {@code now()}
   * @throws SQLException if it does not take the functions that the queries need
   */
  public DashboardSql(Connection connection, String now) throws SQLException {
    this.connection = connection;
    this.now = now;
    try (Statement statement = connection.createStatement()) {
      statement.execute(resource("percent"));
    }
  }

  private record ChildRow(String id, String name, String schoolId) {}

  /** Returns the data of each widget by its name; without {@code platform}, which no row tells. */
  public JsonNode expected(String dashboard, String personId) throws SQLException {
    return switch (dashboard) {
      case "teacher", "student" -> ask(resource("head") + resource(dashboard), personId);
      case "parent" -> parent(personId);
      default -> ask(resource(dashboard), personId);
    };
  }

  private JsonNode parent(String parentId) throws SQLException {
    List<ChildRow> children = children(parentId);
    ObjectNode all = (ObjectNode) ask(resource("parent"), parentId);
    JsonNode notices = all.get("notices");
    ArrayNode blocks = all.putObject("children").putArray("children");
    ArrayNode schools = all.putObject("notices").putArray("schools");
    Set<String> ids = new LinkedHashSet<>();
    for (ChildRow child : children) {
      ids.add(child.schoolId());
      ObjectNode block = blocks.addObject();
      block.put("student_id", child.id()).put("name", child.name());
      block.put("school_id", child.schoolId());
      block.putObject("links").put("dashboard", "/api/dashboards/student/" + child.id());
      ObjectNode widgets = block.putObject("widgets");
      expected("student", child.id())
          .properties()
          .forEach(each -> widgets.putObject(each.getKey()).set("data", each.getValue()));
    }
    ids.forEach(id -> schools.addObject().put("school_id", id).set("data", notices.get(id)));
    return all;
  }

  private List<ChildRow> children(String parentId) throws SQLException {
    List<ChildRow> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select p.id, p.name, p.school_id from parent_child l join person p"
                    + " on p.id = l.child_id where l.parent_id = "
                    + Long.parseLong(parentId))) {
      while (row.next()) {
        found.add(new ChildRow(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    Collator names = Collator.getInstance(Locale.ROOT);
    found.sort(Comparator.comparing(ChildRow::name, names).thenComparing(ChildRow::id));
    return found;
  }

  private JsonNode ask(String query, String personId) throws SQLException {
    String sql = query.replace(":person", Long.toString(Long.parseLong(personId)));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return JSON.readTree(row.getString(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String resource(String name) {
    try (InputStream in = DashboardSql.class.getResourceAsStream("/dashboards/" + name + ".sql")) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return sql.replace("now()", now);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns where two answers differ, down to each figure; numbers by value, so that 20 and 20.00
   * are the same.
   */
  public static List<String> differences(JsonNode wanted, JsonNode found) {
    List<String> out = new ArrayList<>();
    compare("", wanted, found, out);
    return out;
  }

  private static void compare(String path, JsonNode wanted, JsonNode found, List<String> out) {
    if (wanted.isNumber() && found.isNumber()) {
      if (Math.abs(wanted.asDouble() - found.asDouble()) > 1e-9) {
        out.add(path + ": SQL says " + wanted + ", the dashboard " + found);
      }
    } else if (wanted.isObject() && found.isObject()) {
      Set<String> names = new TreeSet<>();
      wanted.fieldNames().forEachRemaining(names::add);
      found.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "/" + name, wanted.path(name), found.path(name), out));
    } else if (wanted.isArray() && found.isArray()) {
      for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
        compare(path + "/" + i, wanted.path(i), found.path(i), out);
      }
    } else if (!wanted.equals(found)) {
      out.add(path + ": SQL says " + wanted + ", the dashboard " + found);
    }
  }
}
