package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;

/** Reads and checks the query parameters of lists; each refusal is a 400. */
final class InventoryQuery {
  static final String SCHOOL = "school";
  static final String CATEGORY = "category";
  static final String TEXT = "q";
  static final String LOW = "low";

  private static final Set<String> TRUTHS = Set.of("true", "false");

  private InventoryQuery() {}

  /** Reads the parameters of a list of items. */
  static ListQuery ofItems(MultivaluedMap<String, String> parameters) {
    ListQuery query =
        ListQuery.of(
            parameters,
            List.of("name", "category", "quantity"),
            Set.of(SCHOOL, CATEGORY, TEXT, LOW));
    query.filter(CATEGORY).ifPresent(id -> require(Id.number(id).isPresent(), CATEGORY, "an id"));
    query.filter(LOW).ifPresent(low -> require(TRUTHS.contains(low), LOW, "true or false"));
    return query;
  }

  /** Reads the parameters of a list of categories. */
  static ListQuery ofCategories(MultivaluedMap<String, String> parameters) {
    return ListQuery.of(parameters, List.of("name"), Set.of(SCHOOL));
  }

  /** Returns the school of a list: the one that is named, or else the caller's own. */
  static String school(ListQuery query, AccessRecord caller) {
    String named = query.filter(SCHOOL).orElseGet(caller::schoolId);
    if (named == null) {
      throw ProblemException.field(SCHOOL, "required", "school is missing: the id of a school.");
    }
    return named;
  }

  private static void require(boolean condition, String field, String form) {
    if (!condition) {
      throw ProblemException.field(field, "format", field + " is " + form + ".");
    }
  }
}
