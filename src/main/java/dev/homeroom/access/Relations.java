package dev.homeroom.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which classes and children belong to a person. Port; each package that knows a relation
 * implements it, and all are asked.
 */
public interface Relations {
  /**
   * The relations of a person that one package knows.
   *
   * @param taughtClasses ids of classes taught in the term
   * @param enrolledClasses ids of classes enrolled in, in the term
   * @param children ids of children
   */
  record Related(Set<String> taughtClasses, Set<String> enrolledClasses, Set<String> children) {
    /** Knows nobody. */
    public static final Related NONE = new Related(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Related {
      taughtClasses = Set.copyOf(taughtClasses);
      enrolledClasses = Set.copyOf(enrolledClasses);
      children = Set.copyOf(children);
    }
  }

  /** Returns the person's relations in a term; reads the database, no cache. */
  Related of(String personId, @Nullable String termId);
}
