package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The dashboards of all roles. */
@ApplicationScoped
class RoleDashboards {
  @Inject SuperAdminDashboard superAdmins;
  @Inject SchoolAdminDashboard schoolAdmins;
  @Inject TeacherDashboard teachers;
  @Inject StaffDashboard staff;
  @Inject StudentDashboard students;
  @Inject ParentDashboard parents;

  /**
   * A person's dashboard.
   *
   * @param dashboard its name and widgets
   */
  record OwnDashboard(Dashboard dashboard, Viewed subject) {}

  SuperAdminDashboard superAdmins() {
    return superAdmins;
  }

  SchoolAdminDashboard schoolAdmins() {
    return schoolAdmins;
  }

  TeacherDashboard teachers() {
    return teachers;
  }

  StaffDashboard staff() {
    return staff;
  }

  StudentDashboard students() {
    return students;
  }

  ParentDashboard parents() {
    return parents;
  }

  /** Returns all dashboards, in the order in which the roles of a person are tried. */
  List<RoleDashboard> all() {
    return List.of(superAdmins, schoolAdmins, teachers, staff, students, parents);
  }

  /** Returns the dashboard that a person sees first; empty for a person without one. */
  Optional<OwnDashboard> findOwn(AccessRecord person) {
    for (RoleDashboard each : all()) {
      if (person.has(each.role())) {
        Optional<Viewed> subject = each.of(person, person);
        if (subject.isPresent()) {
          return Optional.of(new OwnDashboard(each.dashboard(), subject.get()));
        }
      }
    }
    return Optional.empty();
  }
}
