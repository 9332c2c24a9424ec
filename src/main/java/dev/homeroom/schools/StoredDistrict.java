package dev.homeroom.schools;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The row of the district, of which an installation has one; made with its first school. */
@Entity
@Table(name = "district")
class StoredDistrict {
  @Id
  @SequenceGenerator(name = "district", sequenceName = "district_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "district")
  long id;

  String name;

  @Version int version;

  protected StoredDistrict() {}

  StoredDistrict(String name) {
    this.name = name;
  }
}
