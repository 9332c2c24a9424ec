package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads dashboards from the cache: all widgets in one round trip, and those in no tier loaded side
 * by side. Checks no rights: its caller does. A widget that fails leaves the others alone. Fails
 * open for Redis; if the database is away, widgets of the last 15 minutes are answered as stale.
 */
@ApplicationScoped
public class DashboardService {
  /** The widgets of teachers: an entry is the JSON object of one widget, which its key names. */
  @Produces static final Region<Object> TEACHER = region("dashboard:teacher");

  /** The widgets of students. */
  @Produces static final Region<Object> STUDENT = region("dashboard:student");

  @Inject CacheService cache;
  @Inject TeacherWidgets teacherWidgets;
  @Inject StudentWidgets studentWidgets;
  @Inject WidgetFailures failures;

  /** A kind of dashboard: its region, its widgets in order, and their loader. */
  private record Kind(String name, Region<Object> region, List<String> names, Widgets widgets) {}

  /**
   * Returns a teacher's widgets, by name, in the dashboard's order; loaded anew on request.
   *
   * @throws RuntimeException the first widget's failure, if all fail or one is a refusal
   */
  public Map<String, Answer<?>> teacher(AccessRecord teacher, boolean anew) {
    return widgets(teachers(), teacher, anew);
  }

  /**
   * Returns a student's widgets, as {@link #teacher} does.
   *
   * @throws RuntimeException as {@link #teacher}
   */
  public Map<String, Answer<?>> student(AccessRecord student, boolean anew) {
    return widgets(students(), student, anew);
  }

  /** Returns the widgets of a person's own dashboard; empty for a person without one. */
  List<ReadRequest<?>> ownWidgets(AccessRecord person) {
    if (person.schoolId() == null) {
      return List.of();
    }
    if (person.has(RoleName.TEACHER)) {
      return wanted(teachers(), person);
    }
    return person.has(RoleName.STUDENT) ? wanted(students(), person) : List.of();
  }

  private Kind teachers() {
    return new Kind("teacher", TEACHER, TeacherWidgets.NAMES, teacherWidgets);
  }

  private Kind students() {
    return new Kind("student", STUDENT, StudentWidgets.NAMES, studentWidgets);
  }

  private Map<String, Answer<?>> widgets(Kind kind, AccessRecord subject, boolean anew) {
    List<ReadRequest<?>> wanted = wanted(kind, subject);
    List<Answer<?>> found = anew ? cache.reloadEach(wanted) : cache.getOrLoadEach(wanted);
    Map<String, Answer<?>> byName = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      byName.put(kind.names().get(i), found.get(i));
    }
    failures.judge(kind.name(), byName);
    return byName;
  }

  private static List<ReadRequest<?>> wanted(Kind kind, AccessRecord subject) {
    String schoolId = Objects.requireNonNull(subject.schoolId());
    Viewed viewed = new Viewed(subject.id(), schoolId, subject.termId());
    WidgetKeys keys = new WidgetKeys(kind.region(), viewed);
    List<ReadRequest<?>> wanted = new ArrayList<>(kind.names().size());
    for (String name : kind.names()) {
      Loader<Object> loader =
          Loader.ofKind(name, scope -> kind.widgets().load(name, viewed, scope));
      wanted.add(new ReadRequest<>(keys.of(name), loader));
    }
    return wanted;
  }

  private static Region<Object> region(String name) {
    return Region.ofJson(name, name + ":{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);
  }
}
