package dev.homeroom.schools;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The row of a school. */
@Entity
@Table(name = "school")
class StoredSchool {
  @Id
  @SequenceGenerator(name = "school", sequenceName = "school_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "school")
  long id;

  @Column(name = "district_id")
  long districtId;

  String name;

  @Column(name = "time_zone")
  String timeZone;

  String currency;

  @Column(name = "pass_mark")
  BigDecimal passMark;

  String plan;

  int seats;

  @Column(name = "subscribed_until")
  LocalDate subscribedUntil;

  @Version int version;

  protected StoredSchool() {}

  /** Makes one without values, which its caller sets before it is saved. */
  @SuppressWarnings("NullAway.Init")
  StoredSchool(long districtId) {
    this.districtId = districtId;
  }

  /**
   * Takes the values of a request; those that are null stay. Here and not in the service: the
   * server weaves this class, so that changes are noticed, and notices none that another class
   * makes.
   */
  void apply(SchoolInput input) {
    name = input.name();
    timeZone = input.timeZone();
    passMark = input.passMark();
    if (input.currency() != null) {
      currency = input.currency();
    }
    if (input.plan() != null) {
      plan = input.plan();
    }
    if (input.seats() != null) {
      seats = input.seats();
    }
    if (input.subscribedUntil() != null) {
      subscribedUntil = input.subscribedUntil();
    }
  }

  /** Returns the school as it is shown. */
  SchoolView view() {
    return new SchoolView(
        Long.toString(id),
        name,
        timeZone,
        currency,
        passMark.doubleValue(),
        plan,
        seats,
        subscribedUntil,
        version);
  }
}
