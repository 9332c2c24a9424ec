package dev.homeroom.fees;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides who may see invoices: super administrators all; people whose roles have {@code
 * invoices:read}, as administrators and staff, those of their school; pupils their own; parents
 * those of their children. Fails closed.
 */
@ApplicationScoped
class InvoiceAccess {
  @Inject AccessRecords people;

  /**
   * Returns the school of a list: the one that is named, or else the caller's own.
   *
   * @throws ProblemException 403 if the caller may not see its invoices; 400 if there is neither
   */
  static String school(AccessRecord caller, ListQuery query) {
    String school = query.filter(InvoiceQuery.SCHOOL).orElseGet(caller::schoolId);
    if (school == null) {
      throw ProblemException.field("school", "required", "school is missing: the id of a school.");
    }
    ProblemException.requireAllowed(caller.mayRead(Thing.INVOICES, school));
    return school;
  }

  /**
   * Returns the school of a pupil whose invoices the caller may see.
   *
   * @throws ProblemException 403 out of reach, whether or not there is such a pupil; 404 if there
   *     is none, to super administrators
   */
  String schoolOfStudent(AccessRecord caller, String studentId) {
    AccessRecord student =
        find(studentId).filter(found -> found.has(RoleName.STUDENT)).orElse(null);
    if (student == null || student.schoolId() == null) {
      throw absent(caller);
    }
    String school = student.schoolId();
    boolean own = caller.active() && caller.id().equals(studentId);
    ProblemException.requireAllowed(
        own || caller.mayRead(Thing.INVOICES, school) || caller.isParentOf(student));
    return school;
  }

  /**
   * Returns the schools whose invoices of a parent's children the caller may see: the parent all of
   * the children's schools, others those of which they see the invoices.
   *
   * @throws ProblemException as {@link #schoolOfStudent}
   */
  Set<String> schoolsOfFamily(AccessRecord caller, String parentId) {
    AccessRecord parent =
        find(parentId)
            .filter(found -> found.has(RoleName.PARENT))
            .orElseThrow(() -> absent(caller));
    boolean own = caller.active() && caller.id().equals(parentId);
    Set<String> seen = new TreeSet<>();
    for (String id : parent.children()) {
      find(id)
          .filter(child -> child.has(RoleName.STUDENT))
          .map(AccessRecord::schoolId)
          .filter(school -> own || caller.mayRead(Thing.INVOICES, school))
          .ifPresent(seen::add);
    }
    ProblemException.requireAllowed(own || caller.reachesAll() || !seen.isEmpty());
    return seen;
  }

  private Optional<AccessRecord> find(String id) {
    return Id.number(id).isPresent() ? people.find(id) : Optional.empty();
  }

  private static ProblemException absent(AccessRecord caller) {
    return caller.reachesAll()
        ? new ProblemException(ErrorCode.NOT_FOUND, "There is no such person.")
        : ProblemException.forbidden();
  }
}
