package dev.homeroom.users;

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

/** The row of a person. Its version is raised by changes of the account and of roles too. */
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

  /** Follows from the roles: {@link UserRules#kind}. */
  String kind = "";

  @Column(name = "grade_level")
  @Nullable String gradeLevel;

  @Nullable String email;

  @Nullable String position;

  /** False once the person has left. */
  boolean active = true;

  @Column(name = "erased_at")
  // Not an Instant: EclipseLink cannot make one of what H2 answers for a time with zone.
  @Nullable OffsetDateTime erasedAt;

  @Version int version;

  /** Sets the name, and the key by which it is sorted. */
  void rename(String newName) {
    name = newName;
    sortKey = NameOrder.keyOf(newName);
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
