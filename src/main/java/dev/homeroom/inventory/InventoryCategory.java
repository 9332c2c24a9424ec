package dev.homeroom.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A kind of thing that a school has in store; its name is unique in the school. */
@Entity
@Table(name = "inventory_category")
class InventoryCategory {
  @Id
  @SequenceGenerator(
      name = "inventory_category",
      sequenceName = "inventory_category_seq",
      allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "inventory_category")
  long id;

  @Column(name = "school_id")
  long schoolId;

  String name = "";

  @Version int version;

  protected InventoryCategory() {}

  InventoryCategory(long schoolId, String name) {
    this.schoolId = schoolId;
    this.name = name;
  }
}
