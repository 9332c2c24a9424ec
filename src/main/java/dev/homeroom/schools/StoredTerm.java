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

/** The row of a term; its holidays are rows of the school. */
@Entity
@Table(name = "term")
class StoredTerm {
  @Id
  @SequenceGenerator(name = "term", sequenceName = "term_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "term")
  long id;

  @Column(name = "school_id")
  long schoolId;

  @Column(name = "academic_year_id")
  long yearId;

  String name;

  @Column(name = "starts_on")
  LocalDate startsOn;

  @Column(name = "ends_on")
  LocalDate endsOn;

  @Version int version;

  protected StoredTerm() {}

  /** Makes one without values, which its caller sets before it is saved. */
  @SuppressWarnings("NullAway.Init")
  StoredTerm(long schoolId) {
    this.schoolId = schoolId;
  }

  /**
   * Takes the values of a request. Here and not in the service: the server weaves this class, so
   * that changes are noticed, and notices none that another class makes.
   */
  void apply(long academicYear, TermInput input) {
    yearId = academicYear;
    name = input.name();
    startsOn = input.startsOn();
    endsOn = input.endsOn();
  }
}
