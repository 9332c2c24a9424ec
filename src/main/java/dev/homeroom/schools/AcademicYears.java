package dev.homeroom.schools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The academic years of schools, which terms make; its callers hold the transaction. */
@ApplicationScoped
class AcademicYears {
  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  /**
   * Returns the id of the year that a term names. It is made if the school has none of this name,
   * and grows if the term begins before it or ends after it.
   */
  long include(long schoolId, TermInput input) {
    StoredYear year =
        find(schoolId, input.academicYear())
            .orElseGet(
                () ->
                    new StoredYear(
                        schoolId, input.academicYear(), input.startsOn(), input.endsOn()));
    year.include(input.startsOn(), input.endsOn());
    entities.persist(year);
    entities.flush();
    return year.id;
  }

  private Optional<StoredYear> find(long schoolId, String name) {
    return entities
        .createQuery(
            "select y from StoredYear y where y.schoolId = :school and y.name = :name"
                + " order by y.id",
            StoredYear.class)
        .setParameter("school", schoolId)
        .setParameter("name", name)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
