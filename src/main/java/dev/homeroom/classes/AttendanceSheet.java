package dev.homeroom.classes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * That the attendance of a class and day has been taken, by whom, and how often it was changed. Its
 * marks are rows without a life of their own and are replaced with it.
 */
@Entity
@Table(name = "attendance_sheet")
class AttendanceSheet {
  @Id
  @SequenceGenerator(name = "attendance", sequenceName = "attendance_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "attendance")
  long id;

  @Column(name = "class_id")
  long classId;

  @Column(name = "on_date")
  LocalDate date;

  @Column(name = "taken_by")
  long takenBy;

  @Column(name = "taken_at")
  // Not an Instant: EclipseLink cannot make one of what H2 answers for a time with zone.
  @Nullable OffsetDateTime takenAt;

  @Version int version;

  /** For JPA. */
  protected AttendanceSheet() {}

  AttendanceSheet(long classId, LocalDate date) {
    this.classId = classId;
    this.date = date;
  }

  /** Returns when it was taken last; null before it is saved. */
  @Nullable Instant takenAt() {
    OffsetDateTime when = takenAt;
    return when == null ? null : when.toInstant();
  }

  void takenBy(long personId, Instant when) {
    takenBy = personId;
    takenAt = when.atOffset(ZoneOffset.UTC);
  }
}
