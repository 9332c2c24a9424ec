package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Dashboards from the cache: all widgets in one round trip, those that no tier has loaded side by
 * side. Asks nobody's rights: its caller has. Fails open for Redis; if the database is away,
 * widgets of the last 15 minutes are answered, and say that they are stale.
 */
@ApplicationScoped
public class DashboardService {
  /** One entry is one widget: a JSON object, of a kind that its name says. */
  @Produces static final Region<Object> TEACHER = region("dashboard:teacher");

  /** The same for students. */
  @Produces static final Region<Object> STUDENT = region("dashboard:student");

  private static final String NO_TERM = "none";
  private static final String NOTICES = "notices";

  @Inject CacheService cache;
  @Inject TeacherWidgets teacherWidgets;
  @Inject StudentWidgets studentWidgets;

  /** Returns a teacher's widgets, by name, in the dashboard's order; loaded anew if wanted. */
  Map<String, Cached<?>> teacher(AccessRecord teacher, boolean anew) {
    return widgets(TEACHER, teacherWidgets, teacher, anew);
  }

  /** Returns a student's widgets, by name, in the dashboard's order; loaded anew if wanted. */
  Map<String, Cached<?>> student(AccessRecord student, boolean anew) {
    return widgets(STUDENT, studentWidgets, student, anew);
  }

  /** Returns what a person's own dashboard is made of; empty for who has none. */
  List<Wanted<?>> ownWidgets(AccessRecord person) {
    if (person.schoolId() == null) {
      return List.of();
    }
    if (person.has(RoleName.TEACHER)) {
      return wanted(TEACHER, teacherWidgets, person);
    }
    return person.has(RoleName.STUDENT) ? wanted(STUDENT, studentWidgets, person) : List.of();
  }

  private Map<String, Cached<?>> widgets(
      Region<Object> region, Widgets widgets, AccessRecord subject, boolean anew) {
    List<Wanted<?>> wanted = wanted(region, widgets, subject);
    List<Cached<?>> found = anew ? cache.reloadAll(wanted) : cache.getOrLoadAll(wanted);
    Map<String, Cached<?>> byName = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      byName.put(widgets.names().get(i), found.get(i));
    }
    return byName;
  }

  private static List<Wanted<?>> wanted(
      Region<Object> region, Widgets widgets, AccessRecord subject) {
    String schoolId = Objects.requireNonNull(subject.schoolId());
    Viewed viewed = new Viewed(subject.id(), schoolId, subject.termId());
    List<Wanted<?>> wanted = new ArrayList<>();
    for (String name : widgets.names()) {
      wanted.add(
          new Wanted<>(key(region, name, viewed), scope -> widgets.load(name, viewed, scope)));
    }
    return wanted;
  }

  /** The key of a widget, made of the resolved subject and of nothing that the caller wrote. */
  static CacheKey<Object> key(Region<Object> region, String widget, Viewed viewed) {
    Tag user = Tag.of("user", viewed.personId());
    // Only what shows notices is void when one changes: else each would empty a whole school.
    List<Tag> tags =
        widget.equals(NOTICES)
            ? List.of(user, Tag.of("notices", viewed.schoolId()))
            : List.of(user);
    String term = viewed.termId() == null ? NO_TERM : viewed.termId();
    return region.key(Scope.school(viewed.schoolId()), tags, viewed.personId(), widget, term);
  }

  private static Region<Object> region(String name) {
    return Region.of(name, Object.class, name + ":{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);
  }
}
