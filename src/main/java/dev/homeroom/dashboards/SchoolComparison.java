package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.users.StudentCounts;
import java.util.List;
import java.util.Objects;

/** Writes the widgets that compare schools, from one entry of each school in their order. */
final class SchoolComparison {
  private SchoolComparison() {}

  /** Writes the numbers of students, of each school and of all. */
  static void writeStudents(Viewed district, List<Answer<?>> found, ComposedAnswer json) {
    long active = 0;
    long inactive = 0;
    json.json("{\"schools\":[");
    for (int i = 0; i < found.size(); i++) {
      Cached<?> value = Objects.requireNonNull(found.get(i).value());
      StudentCounts counts = (StudentCounts) value.value();
      active += counts.active();
      inactive += counts.inactive();
      writeName(district.parts().get(i), i, json.from(value));
      json.json(",\"active\":").number(counts.active());
      json.json(",\"inactive\":").number(counts.inactive()).json("}");
    }
    json.json("],\"active\":").number(active).json(",\"inactive\":").number(inactive);
    json.json(",\"links\":{\"students\":\"/api/users?role=STUDENT\"}");
    json.json(district.cut() ? ",\"cut\":true}" : "}");
  }

  /** Writes the entry of each school, which is an object; of one that failed its name and why. */
  static void writeSchools(Viewed district, List<Answer<?>> found, ComposedAnswer json) {
    json.json("{\"schools\":[");
    for (int i = 0; i < found.size(); i++) {
      Cached<?> value = found.get(i).value();
      if (value == null) {
        writeName(district.parts().get(i), i, json);
        json.json(",").part(found.get(i)).json("}");
      } else {
        json.json(i == 0 ? "" : ",").payload(value);
      }
    }
    json.json(district.cut() ? "],\"cut\":true}" : "]}");
  }

  private static void writeName(Viewed school, int at, ComposedAnswer json) {
    json.json(at == 0 ? "{\"school_id\":" : ",{\"school_id\":").text(school.id());
    json.json(",\"name\":").text(school.name());
  }
}
