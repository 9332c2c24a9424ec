package dev.homeroom.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a school that are to be ordered again.
 *
 * @param total their number
 * @param items the scarcest first: those with the smallest part of their reorder level; at most 100
 * @param cut whether there are more, which the total counts too; omitted if not
 */
public record LowStock(
    int total, List<LowItem> items, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the items. */
  public LowStock {
    items = List.copyOf(items);
  }

  /**
   * An item that is to be ordered again.
   *
   * @param itemId the item
   * @param category the name of its category
   * @param room where it is kept; null if nobody said
   * @param quantity how many there are
   * @param reorderLevel the level that the quantity does not exceed
   */
  public record LowItem(
      String itemId,
      String name,
      String category,
      @Nullable String room,
      int quantity,
      int reorderLevel) {}
}
