package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads which list of classes a caller asks for, and refuses those out of reach. Who may not see
 * all classes of the school gets a query that names the person whose classes they are, so that its
 * entries in the cache are that person's. Fails closed.
 */
@ApplicationScoped
class ClassLists {
  static final String SCHOOL = "school";
  static final String TERM = "term";
  static final String TEXT = "q";
  static final String TEACHER = "teacher";
  static final String STUDENT = "student";
  private static final String MINE = "mine";

  private static final List<String> SORTS = List.of("name", "course", "students");
  private static final Set<String> FILTERS = Set.of(SCHOOL, TERM, TEXT, TEACHER, STUDENT, MINE);

  @Inject AccessRecords people;

  /**
   * Returns the query, whose filter {@code school} is always set: the one that is named, or else
   * the caller's own.
   *
   * @throws ProblemException 403 for a list out of reach, 400 for a parameter that means nothing
   */
  ListQuery of(AccessRecord caller, MultivaluedMap<String, String> parameters) {
    ListQuery query = ListQuery.of(parameters, SORTS, FILTERS);
    SortedMap<String, String> filters = new TreeMap<>(query.filters());
    String school = filters.getOrDefault(SCHOOL, caller.schoolId());
    if (school == null) {
      throw ProblemException.field(SCHOOL, "required", "school is missing: the id of a school.");
    }
    filters.put(SCHOOL, school);
    String mine = filters.remove(MINE);
    if (!caller.mayRead(Thing.CLASSES, school)) {
      narrow(caller, school, filters);
    }
    requireSound(filters, mine);
    if ("true".equals(mine)) {
      filters.put(TEACHER, caller.id());
    }
    return new ListQuery(query.page(), query.size(), query.sort(), query.descending(), filters);
  }

  /** Leaves a teacher the own classes, a student too, a parent those of the named child. */
  private void narrow(AccessRecord caller, String school, SortedMap<String, String> filters) {
    boolean ofSchool = caller.active() && school.equals(caller.schoolId());
    if (!filters.containsKey(STUDENT) && ofSchool && caller.has(RoleName.TEACHER)) {
      ProblemException.requireAllowed(
          filters.getOrDefault(TEACHER, caller.id()).equals(caller.id()));
      filters.put(TEACHER, caller.id());
      return;
    }
    String student = filters.getOrDefault(STUDENT, caller.id());
    boolean own = student.equals(caller.id()) && ofSchool && caller.has(RoleName.STUDENT);
    ProblemException.requireAllowed(own || isChild(caller, student, school));
    filters.put(STUDENT, student);
  }

  private boolean isChild(AccessRecord caller, String student, String school) {
    return Id.number(student).isPresent()
        && people
            .find(student)
            .filter(child -> caller.isParentOf(child) && school.equals(child.schoolId()))
            .isPresent();
  }

  private static void requireSound(SortedMap<String, String> filters, @Nullable String mine) {
    for (String filter : List.of(TERM, TEACHER, STUDENT)) {
      String id = filters.get(filter);
      require(id == null || Id.number(id).isPresent(), filter, "an id");
    }
    require(mine == null || Set.of("true", "false").contains(mine), MINE, "true or false");
  }

  private static void require(boolean condition, String field, String form) {
    if (!condition) {
      throw ProblemException.field(field, "format", field + " is " + form + ".");
    }
  }
}
