package dev.homeroom.inventory;

import dev.homeroom.inventory.LowStock.LowItem;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Finds what a school is to order again, by two statements; throws if the database is away. */
@ApplicationScoped
public class InventoryFigures {
  private static final int MAX_ROWS = 100;

  private static final String LOW =
      " from inventory_item i join inventory_category c on c.id = i.category_id"
          + " where i.school_id = ? and i.active and i.quantity <= i.reorder_level";

  @Inject Queries queries;

  /** Returns the active items of a school at or below their reorder level, the scarcest first. */
  @Transactional
  public LowStock lowStock(String schoolId) {
    long school = Id.orNone(schoolId);
    List<LowItem> items =
        queries.list(
            "select i.id, i.name, c.name, i.room, i.quantity, i.reorder_level"
                + LOW
                // An item whose level is 0 is low only when there is none.
                + " order by case when i.reorder_level = 0 then 0"
                + " else cast(i.quantity as decimal(20, 10)) / i.reorder_level end,"
                + " i.reorder_level desc, i.id fetch first "
                + (MAX_ROWS + 1)
                + " rows only",
            row ->
                new LowItem(
                    row.id(1),
                    row.text(2),
                    row.text(3),
                    row.textOrNull(4),
                    row.integer(5),
                    row.integer(6)),
            school);
    if (items.size() <= MAX_ROWS) {
      return new LowStock(items.size(), items, false);
    }
    int total = queries.find("select count(*)" + LOW, row -> row.integer(1), school).orElseThrow();
    return new LowStock(total, items.subList(0, MAX_ROWS), true);
  }
}
