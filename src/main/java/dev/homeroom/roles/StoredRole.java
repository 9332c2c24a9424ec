package dev.homeroom.roles;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The row of a role. Its permissions are rows of their own, which are replaced with it. */
@Entity
@Table(name = "role")
class StoredRole {
  @Id String name;

  @Column(name = "built_in")
  boolean builtIn;

  @Version int version;

  @SuppressWarnings("NullAway.Init") // EclipseLink sets the fields.
  protected StoredRole() {}

  /** Makes a custom role. */
  StoredRole(String name) {
    this.name = name;
  }
}
