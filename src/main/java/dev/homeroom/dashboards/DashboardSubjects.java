package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Caller;
import dev.homeroom.dashboards.RoleDashboards.OwnDashboard;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Finds the dashboard that a caller asks for, before the cache is asked. One out of the caller's
 * reach is a 403, whether or not it exists; a 404 is for super administrators alone. Fails closed.
 */
@ApplicationScoped
class DashboardSubjects {
  @Inject AccessRecords records;
  @Inject RoleDashboards roles;

  /** Returns the dashboard of the caller's first role that has one; 404 if none has. */
  OwnDashboard own(Caller caller) {
    return roles.findOwn(caller.record()).orElseThrow(DashboardSubjects::noDashboard);
  }

  /** Returns the district's dashboard; 403 if the caller is no super administrator. */
  OwnDashboard district(Caller caller) {
    return ofPerson(caller, roles.superAdmins(), caller.id());
  }

  /** Returns a school's dashboard; throws 403 or 404 as the class says. */
  OwnDashboard school(Caller caller, String schoolId) {
    if (!DashboardAccess.mayViewSchool(caller.record(), schoolId)) {
      throw ProblemException.forbidden();
    }
    Viewed school = roles.schoolAdmins().ofSchool(schoolId).orElseThrow(() -> absent(caller));
    return new OwnDashboard(roles.schoolAdmins().dashboard(), school);
  }

  /** Returns a person's dashboard of a role; throws 403 or 404 as the class says. */
  OwnDashboard ofPerson(Caller caller, RoleDashboard role, String id) {
    AccessRecord person = find(caller, id).orElseThrow(() -> absent(caller));
    if (!role.mayView(caller.record(), person)) {
      throw ProblemException.forbidden();
    }
    Viewed subject = role.of(person, caller.record()).orElseThrow(() -> absent(caller));
    return new OwnDashboard(role.dashboard(), subject);
  }

  private Optional<AccessRecord> find(Caller caller, String id) {
    if (caller.id().equals(id)) {
      return Optional.of(caller.record());
    }
    return Id.number(id).isPresent() ? records.find(id) : Optional.empty();
  }

  /** Returns 404 to super administrators, and to others 403, whether or not it exists. */
  private static ProblemException absent(Caller caller) {
    return caller.record().reachesAll() ? noDashboard() : ProblemException.forbidden();
  }

  private static ProblemException noDashboard() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such dashboard.");
  }
}
