package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads which list of people a caller asks for, and refuses those out of reach. */
final class UserLists {
  private static final List<String> SORTS = List.of("name", "username", "last_login");
  private static final Set<String> FILTERS =
      Set.of(
          UserFilter.TEXT,
          UserFilter.ROLE,
          UserFilter.SCHOOL,
          UserFilter.CLASS,
          UserFilter.GRADE,
          UserFilter.STATE);
  private static final Set<String> STATES =
      Set.of(StoredAccount.ACTIVE, StoredAccount.DISABLED, "left");

  private UserLists() {}

  /**
   * Returns the query of a list, narrowed to what the caller may see: super administrators all
   * people, people with the right to a school's people those of their school, teachers the students
   * of the class that they ask for, one of theirs.
   *
   * @throws ProblemException 403 for a list out of reach, 400 for a parameter that means nothing
   */
  static ListQuery of(AccessRecord caller, MultivaluedMap<String, String> parameters) {
    boolean narrow = isNarrow(caller);
    if (narrow && !teaches(caller, parameters.getFirst(UserFilter.CLASS))) {
      throw ProblemException.forbidden();
    }
    ListQuery query = ListQuery.of(parameters, SORTS, FILTERS);
    requireSound(query);
    SortedMap<String, String> filters = new TreeMap<>(query.filters());
    if (!caller.reachesAll()) {
      own(UserFilter.SCHOOL, caller.schoolId(), filters);
    }
    if (narrow) {
      own(UserFilter.ROLE, RoleName.STUDENT, filters);
    }
    return new ListQuery(query.page(), query.size(), query.sort(), query.descending(), filters);
  }

  /** Returns whether the caller may list the students of own classes, and nobody else. */
  private static boolean isNarrow(AccessRecord caller) {
    return !caller.reachesAll() && !caller.mayRead(Thing.USERS, caller.schoolId());
  }

  private static boolean teaches(AccessRecord caller, @Nullable String classId) {
    return classId != null && caller.teaches(classId);
  }

  /** Sets a filter to the only value that the caller may ask for. */
  private static void own(
      String filter, @Nullable String allowed, SortedMap<String, String> filters) {
    if (allowed == null || !allowed.equals(filters.getOrDefault(filter, allowed))) {
      throw ProblemException.forbidden();
    }
    filters.put(filter, allowed);
  }

  private static void requireSound(ListQuery query) {
    for (String filter : List.of(UserFilter.SCHOOL, UserFilter.CLASS)) {
      query.filter(filter).ifPresent(id -> require(Id.number(id).isPresent(), filter, "an id"));
    }
    query
        .filter(UserFilter.STATE)
        .ifPresent(
            state -> require(STATES.contains(state), UserFilter.STATE, "active, disabled or left"));
  }

  private static void require(boolean condition, String field, String form) {
    if (!condition) {
      throw ProblemException.field(field, "format", field + " is " + form + ".");
    }
  }
}
