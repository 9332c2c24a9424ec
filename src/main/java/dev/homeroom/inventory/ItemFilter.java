package dev.homeroom.inventory;

import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.TextSearch;
import java.util.ArrayList;
import java.util.List;

/** The condition of a list of items: a school's active ones that pass the filters of a query. */
final class ItemFilter {
  private ItemFilter() {}

  /** Returns the condition on items {@code i}. */
  static String of(ListQuery query) {
    StringBuilder where = new StringBuilder(" where i.school_id = ? and i.active");
    query.filter(InventoryQuery.CATEGORY).ifPresent(id -> where.append(" and i.category_id = ?"));
    query
        .filter(InventoryQuery.TEXT)
        .ifPresent(text -> where.append(" and ").append(TextSearch.in("i.name")));
    query
        .filter(InventoryQuery.LOW)
        .filter("true"::equals)
        .ifPresent(low -> where.append(" and i.quantity <= i.reorder_level"));
    return where.toString();
  }

  /** Returns the parameters of the condition, in its order. */
  static Object[] parameters(String schoolId, ListQuery query) {
    List<Object> all = new ArrayList<>();
    all.add(Id.orNone(schoolId));
    query.filter(InventoryQuery.CATEGORY).ifPresent(id -> all.add(Id.orNone(id)));
    query.filter(InventoryQuery.TEXT).ifPresent(all::add);
    return all.toArray();
  }
}
