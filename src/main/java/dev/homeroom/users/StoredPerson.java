package dev.homeroom.users;

import dev.homeroom.sql.NameOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The row of a person. Its version is raised by changes of the account and of roles too. Fields are
 * set by its methods only: a server's EclipseLink does not see what other classes set.
 */
@Entity
@Table(name = "person")
class StoredPerson {
  @Id
  @SequenceGenerator(name = "person", sequenceName = "person_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person")
  long id;

  /** Null for people of the district. */
  @Column(name = "school_id")
  @Nullable Long schoolId;

  String name = "";

  @Column(name = "sort_key")
  @Nullable String sortKey;

  /** What the person is to the school; {@link UserRules#kind} finds it from the roles. */
  String kind = "";

  @Column(name = "grade_level")
  @Nullable String gradeLevel;

  @Nullable String email;

  @Nullable String position;

  /** False once the person has left. */
  boolean active;

  @Column(name = "erased_at")
  // Not an Instant: EclipseLink cannot make one of what H2 answers for a time with zone.
  @Nullable OffsetDateTime erasedAt;

  @Version int version;

  /** Sets all that a request says of the person; roles and account are rows of their own. */
  void change(UserInput input, boolean isActive) {
    rename(input.name());
    kind = UserRules.kind(input.roles());
    schoolId = input.schoolId() == null ? null : dev.homeroom.sql.Id.orNone(input.schoolId());
    gradeLevel = input.gradeLevel();
    email = input.email();
    position = input.position();
    active = isActive;
  }

  private void rename(String newName) {
    name = newName;
    sortKey = NameOrder.keyOf(newName);
  }

  void leave() {
    active = false;
  }

  /** Replaces what identifies the person. */
  void erase(String newName, OffsetDateTime when) {
    rename(newName);
    email = null;
    position = null;
    active = false;
    erasedAt = when;
  }

  /** Returns the id as text. */
  String idText() {
    return Long.toString(id);
  }

  /** Returns the school's id as text; null for people of the district. */
  @Nullable String school() {
    return schoolId == null ? null : Long.toString(schoolId);
  }
}
