package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.ComposedAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the widgets of parents, from the entries of their children and of these' schools. */
final class FamilyComposition {
  private FamilyComposition() {}

  /** Writes each child with its widgets, which are {@code entries} of the child. */
  static void writeChildren(
      Viewed parent,
      List<StoredWidget<Object>> entries,
      List<Answer<?>> found,
      ComposedAnswer json) {
    json.json("{\"children\":[");
    int at = 0;
    for (Viewed child : parent.parts()) {
      json.json(at == 0 ? "{\"student_id\":" : ",{\"student_id\":").text(child.id());
      json.json(",\"name\":").text(child.name());
      json.json(",\"school_id\":").text(child.school());
      json.json(",\"links\":{\"dashboard\":").text("/api/dashboards/student/" + child.id());
      json.json("},\"widgets\":{");
      String before = "";
      for (StoredWidget<Object> entry : entries) {
        json.json(before).text(entry.name()).json(":{").part(found.get(at++)).json("}");
        before = ",";
      }
      json.json("}}");
    }
    json.json(parent.cut() ? "],\"cut\":true}" : "]}");
  }

  /** Returns the parent at each school of the children, in the order of their names. */
  static List<Viewed> schools(Viewed parent) {
    Map<String, Viewed> bySchool = new LinkedHashMap<>();
    parent.parts().forEach(child -> bySchool.putIfAbsent(child.school(), parent.at(child)));
    return List.copyOf(bySchool.values());
  }

  /** Writes the open fees of all schools, added up for each currency. */
  static void writeFees(Viewed parent, List<Answer<?>> found, ComposedAnswer json) {
    FeesByCurrency sums = new FeesByCurrency();
    for (Answer<?> answer : found) {
      Cached<?> value = Objects.requireNonNull(answer.value());
      sums.add((FamilyFees) value.value());
      json.from(value);
    }
    sums.writeTo(json);
  }

  /** Writes the notices of each school. */
  static void writeNotices(Viewed parent, List<Answer<?>> found, ComposedAnswer json) {
    json.json("{\"schools\":[");
    int at = 0;
    for (Viewed school : schools(parent)) {
      json.json(at == 0 ? "{\"school_id\":" : ",{\"school_id\":").text(school.school());
      json.json(",").part(found.get(at++)).json("}");
    }
    json.json("]}");
  }
}
