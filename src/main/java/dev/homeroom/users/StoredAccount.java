package dev.homeroom.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The row of an account, without the password and the last login, which other writers set. Fields
 * are set by its methods only, as those of {@link StoredPerson}.
 */
@Entity
@Table(name = "account")
class StoredAccount {
  static final String ACTIVE = "active";
  static final String DISABLED = "disabled";

  @Id
  @Column(name = "person_id")
  long personId;

  String username = "";

  /** {@link #ACTIVE} or {@link #DISABLED}. */
  String state = ACTIVE;

  @Column(name = "created_at")
  @Nullable OffsetDateTime createdAt;

  @Version int version;

  protected StoredAccount() {}

  StoredAccount(long personId, String username, OffsetDateTime createdAt) {
    this.personId = personId;
    this.username = username;
    this.createdAt = createdAt;
  }

  /** Sets the user name and the state; null leaves the state as it is. */
  void change(String newName, @Nullable String newState) {
    username = newName;
    state = newState == null ? state : newState;
  }

  void disable() {
    state = DISABLED;
  }
}
