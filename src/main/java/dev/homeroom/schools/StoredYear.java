package dev.homeroom.schools;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;

/** The row of an academic year: it lasts from the first day of its terms to the last. */
@Entity
@Table(name = "academic_year")
class StoredYear {
  /** Years and terms take their ids from one sequence. */
  @Id
  @SequenceGenerator(name = "year", sequenceName = "term_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "year")
  long id;

  @Column(name = "school_id")
  long schoolId;

  String name;

  @Column(name = "starts_on")
  LocalDate startsOn;

  @Column(name = "ends_on")
  LocalDate endsOn;

  @Version int version;

  protected StoredYear() {}

  StoredYear(long schoolId, String name, LocalDate startsOn, LocalDate endsOn) {
    this.schoolId = schoolId;
    this.name = name;
    this.startsOn = startsOn;
    this.endsOn = endsOn;
  }

  /** Makes the year last long enough for a term. */
  void include(LocalDate from, LocalDate to) {
    startsOn = from.isBefore(startsOn) ? from : startsOn;
    endsOn = to.isAfter(endsOn) ? to : endsOn;
  }
}
