package dev.homeroom.inventory;

import dev.homeroom.sql.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An item, as the API shows it.
 *
 * @param id the item
 * @param schoolId its school
 * @param categoryId its category
 * @param category the category's name
 * @param room where it is kept; null if nobody said
 * @param quantity how many there are, 0 or more
 * @param reorderLevel the quantity at which it is to be ordered again
 * @param low whether the quantity is at this level or below it
 * @param active false once the school has it no more
 * @param version raised by each change; the entity tag is {@code "v{version}"}
 */
record ItemView(
    String id,
    String schoolId,
    String name,
    String categoryId,
    String category,
    @Nullable String room,
    int quantity,
    int reorderLevel,
    boolean low,
    boolean active,
    int version) {
  static ItemView of(Row row) throws SQLException {
    int quantity = row.integer(7);
    int reorderLevel = row.integer(8);
    return new ItemView(
        row.id(1),
        row.id(2),
        row.text(3),
        row.id(4),
        row.text(5),
        row.textOrNull(6),
        quantity,
        reorderLevel,
        quantity <= reorderLevel,
        row.bool(9),
        row.integer(10));
  }
}
