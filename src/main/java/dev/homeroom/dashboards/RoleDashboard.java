package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import java.util.Optional;

/** The dashboard of a role: its widgets and its subjects. One bean for each role. */
interface RoleDashboard {
  /** Returns the role whose holders have this dashboard. */
  String role();

  /** Returns its name and widgets, the same at each call. */
  Dashboard dashboard();

  /**
   * Returns the subject of a person's dashboard, with the parts of it that the caller may see;
   * empty if the person has none of this kind. By default it is the person, if of a school.
   *
   * @throws RuntimeException if the rights of the parts cannot be loaded
   */
  default Optional<Viewed> of(AccessRecord person, AccessRecord caller) {
    return person.has(role()) && person.schoolId() != null
        ? Optional.of(Viewed.of(person))
        : Optional.empty();
  }

  /** Returns whether the caller may see a person's dashboard of this kind, if there is one. */
  default boolean mayView(AccessRecord caller, AccessRecord person) {
    return DashboardAccess.mayView(caller, person);
  }
}
