package dev.homeroom.access;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Tells which classes and children belong to a person. Port; each package that knows a relation
 * implements it, and all are asked. Links decide, not the school of the person's account.
 */
public interface Relations {
  /**
   * The term of a school by which access is judged: the present one, between two terms the last.
   *
   * @param id the term's id
   * @param day the day by which links are judged: today, or the last day of a term that is over
   */
  record AccessTerm(String id, LocalDate day) {}

  /**
   * The relations of a person that one package knows.
   *
   * @param taughtClasses ids of classes taught in the term
   * @param enrolledClasses ids of classes enrolled in, in the term
   * @param children ids of children
   * @param childSchools ids of the schools of the children
   */
  record Related(
      Set<String> taughtClasses,
      Set<String> enrolledClasses,
      Set<String> children,
      Set<String> childSchools) {
    /** No relations. */
    public static final Related NONE = new Related(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Related {
      taughtClasses = Set.copyOf(taughtClasses);
      enrolledClasses = Set.copyOf(enrolledClasses);
      children = Set.copyOf(children);
      childSchools = Set.copyOf(childSchools);
    }
  }

  /** Returns the schools whose terms decide about the person's links; asks no cache. */
  default Set<String> schools(String personId) {
    return Set.of();
  }

  /**
   * Reads the relations of a person from the database, not from a cache.
   *
   * @param terms by the schools' ids: of {@link #schools}, apart from those without a term yet
   */
  Related of(String personId, Map<String, AccessTerm> terms);
}
