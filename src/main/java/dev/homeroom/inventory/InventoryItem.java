package dev.homeroom.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A thing that a school has in store, with its quantity. */
@Entity
@Table(name = "inventory_item")
class InventoryItem {
  @Id
  @SequenceGenerator(
      name = "inventory_item",
      sequenceName = "inventory_item_seq",
      allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "inventory_item")
  long id;

  @Column(name = "school_id")
  long schoolId;

  @Column(name = "category_id")
  long categoryId;

  String name = "";

  @Nullable String room;

  int quantity;

  @Column(name = "reorder_level")
  int reorderLevel;

  /** False once the school has it no more: it is in no list, and its movements stay. */
  boolean active = true;

  @Version int version;

  protected InventoryItem() {}

  InventoryItem(long schoolId, long categoryId, String name) {
    this.schoolId = schoolId;
    this.categoryId = categoryId;
    this.name = name;
  }
}
