package dev.homeroom.dashboards;

import dev.homeroom.access.Caller;
import dev.homeroom.dashboards.RoleDashboards.OwnDashboard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The paths below {@code /dashboards}, and the rule of each. JAX-RS and {@link DashboardHitFilter}
 * find dashboards by this one table.
 */
@ApplicationScoped
class DashboardPaths {
  static final String ME = "me";
  static final String SUPER_ADMIN = "super-admin";
  static final String SCHOOL_ADMIN = "school-admin";
  static final String TEACHER = "teacher";
  static final String STAFF = "staff";
  static final String STUDENT = "student";
  static final String PARENT = "parent";

  @Inject DashboardSubjects subjects;
  @Inject RoleDashboards roles;

  private final Map<String, Function<Caller, OwnDashboard>> withoutId =
      Map.of(ME, caller -> subjects.own(caller), SUPER_ADMIN, caller -> subjects.district(caller));

  private final Map<String, BiFunction<Caller, String, OwnDashboard>> withId =
      Map.of(
          SCHOOL_ADMIN, (caller, id) -> subjects.school(caller, id),
          TEACHER, (caller, id) -> subjects.ofPerson(caller, roles.teachers(), id),
          STAFF, (caller, id) -> subjects.ofPerson(caller, roles.staff(), id),
          STUDENT, (caller, id) -> subjects.ofPerson(caller, roles.students(), id),
          PARENT, (caller, id) -> subjects.ofPerson(caller, roles.parents(), id));

  /** Returns whether a path of this name has an id behind it; false for an unknown name. */
  boolean hasId(String name) {
    return withId.containsKey(name);
  }

  /** Returns whether a path of this name has no id behind it; false for an unknown name. */
  boolean hasNoId(String name) {
    return withoutId.containsKey(name);
  }

  /** Returns the dashboard at a path without an id; throws 403 or 404. */
  OwnDashboard find(Caller caller, String name) {
    return Objects.requireNonNull(withoutId.get(name)).apply(caller);
  }

  /** Returns the dashboard at a path with the id of a person or school; throws 403 or 404. */
  OwnDashboard find(Caller caller, String name, String id) {
    return Objects.requireNonNull(withId.get(name)).apply(caller, id);
  }
}
