package dev.homeroom.inventory;

import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads inventory from the database. Each method throws if it is away. */
@ApplicationScoped
class InventoryRepository {
  /** The orders of a list of items, and their columns. */
  static final Map<String, String> ITEM_SORTS =
      Map.of(
          "name", "lower(i.name)",
          "category", "lower(c.name)",
          "quantity", "i.quantity");

  /** The orders of a list of categories, and their columns. */
  static final Map<String, String> CATEGORY_SORTS = Map.of("name", "lower(c.name)");

  /** The columns of {@link ItemView#of}. */
  private static final String ITEM_COLUMNS =
      """
      select i.id, i.school_id, i.name, i.category_id, c.name, i.room, i.quantity,
        i.reorder_level, i.active, i.version
      """;

  private static final String ITEMS =
      " from inventory_item i join inventory_category c on c.id = i.category_id";

  @Inject Queries queries;

  /** Returns the school of an item; empty if there is no such item. */
  @Transactional
  Optional<String> schoolOf(String itemId) {
    return queries.find(
        "select school_id from inventory_item where id = ?", row -> row.id(1), Id.orNone(itemId));
  }

  /** Returns an item of a school, also one that is no longer active; empty if there is none. */
  @Transactional
  Optional<ItemView> findItem(String schoolId, String itemId) {
    return queries.find(
        ITEM_COLUMNS + ITEMS + " where i.school_id = ? and i.id = ?",
        ItemView::of,
        Id.orNone(schoolId),
        Id.orNone(itemId));
  }

  /** Returns a page of a school's active items; null if there is no such school. */
  @Transactional
  @Nullable List<ItemView> listItems(String schoolId, ListQuery query) {
    if (!isThere(schoolId)) {
      return null;
    }
    String order = order(ITEM_SORTS, query) + ", lower(i.name), i.id";
    return queries.list(
        ITEM_COLUMNS + ITEMS + ItemFilter.of(query) + order + page(query),
        ItemView::of,
        ItemFilter.parameters(schoolId, query));
  }

  /** Returns the number of a school's active items that pass the filters. */
  @Transactional
  long countItems(String schoolId, ListQuery query) {
    return queries
        .find(
            "select count(*)" + ITEMS + ItemFilter.of(query),
            row -> (long) row.integer(1),
            ItemFilter.parameters(schoolId, query))
        .orElseThrow();
  }

  /** Returns a page of a school's categories; null if there is no such school. */
  @Transactional
  @Nullable List<CategoryView> listCategories(String schoolId, ListQuery query) {
    if (!isThere(schoolId)) {
      return null;
    }
    return queries.list(
        "select c.id, c.school_id, c.name, count(i.id), c.version from inventory_category c"
            + " left join inventory_item i on i.category_id = c.id and i.active"
            + " where c.school_id = ? group by c.id, c.school_id, c.name, c.version"
            + order(CATEGORY_SORTS, query)
            + ", c.id"
            + page(query),
        row -> new CategoryView(row.id(1), row.id(2), row.text(3), row.integer(4), row.integer(5)),
        Id.orNone(schoolId));
  }

  /** Returns the number of a school's categories. */
  @Transactional
  long countCategories(String schoolId) {
    return queries
        .find(
            "select count(*) from inventory_category where school_id = ?",
            row -> (long) row.integer(1),
            Id.orNone(schoolId))
        .orElseThrow();
  }

  private boolean isThere(String schoolId) {
    return queries
        .find("select 1 from school where id = ?", row -> true, Id.orNone(schoolId))
        .isPresent();
  }

  private static String order(Map<String, String> sorts, ListQuery query) {
    return " order by " + sorts.get(query.sort()) + (query.descending() ? " desc" : "");
  }

  private static String page(ListQuery query) {
    return " offset " + query.offset() + " rows fetch first " + query.size() + " rows only";
  }
}
