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
 * The row that the attendance of a class and day has been taken, with its author and version. Its
 * marks are rows of their own, which are replaced with it.
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

  protected AttendanceSheet() {}

  AttendanceSheet(long classId, LocalDate date) {
    this.classId = classId;
    this.date = date;
  }

  /** Returns when it was taken last; null before it is saved. */
  @Nullable Instant takenAt() {
    return takenAt == null ? null : takenAt.toInstant();
  }

  void takenBy(long personId, Instant when) {
    takenBy = personId;
    takenAt = when.atOffset(ZoneOffset.UTC);
  }
}
