package dev.homeroom.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.sql.TestBeans;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Loads single widgets from a database, without a cache. */
final class WidgetJson {
  static final List<String> TEACHER = names(new TeacherDashboard());
  static final List<String> STUDENT = names(new StudentDashboard());

  /** The teacher and the first student of the fixture's class. */
  static final Viewed TOM = Viewed.of("900102", "", "900011", "900031");

  static final Viewed ANN = Viewed.of("900103", "", "900011", "900031");

  /** For tests that do not ask how long an entry lives, and of widgets without further tags. */
  static final LoadScope NO_SCOPE =
      new LoadScope() {
        @Override
        public void freshUntil(Instant end) {}

        @Override
        public void dependsOn(Tag tag) {
          throw new UnsupportedOperationException();
        }
      };

  private static final ObjectMapper JSON = new ObjectMapper();

  private WidgetJson() {}

  private static List<String> names(RoleDashboard of) {
    return of.dashboard().widgets().stream().map(Widget::name).toList();
  }

  /** Returns the value of a widget that has an entry of its own. */
  static Object value(
      TestBeans beans,
      Class<? extends RoleDashboard> of,
      String widget,
      Viewed viewed,
      LoadScope scope) {
    StoredWidget<?> found =
        beans.get(of).dashboard().widgets().stream()
            .filter(each -> each.name().equals(widget))
            .map(each -> (StoredWidget<?>) each)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no widget " + widget));
    return beans.get(WidgetLoads.class).load(found, viewed, scope);
  }

  /** Returns its JSON as an entry has it. */
  static byte[] bytes(
      TestBeans beans, Class<? extends RoleDashboard> of, String widget, Viewed viewed) {
    return new JsonFormat().write(value(beans, of, widget, viewed, NO_SCOPE));
  }

  static JsonNode json(
      TestBeans beans,
      Class<? extends RoleDashboard> of,
      String widget,
      Viewed viewed,
      LoadScope scope) {
    return read(new JsonFormat().write(value(beans, of, widget, viewed, scope)));
  }

  static JsonNode read(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
