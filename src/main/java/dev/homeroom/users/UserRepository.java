package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes people, accounts and roles; its callers hold the transaction. */
@ApplicationScoped
class UserRepository {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int MAX_CAUSES = 20;

  /** Rows that make a person part of somebody's figures; each asks for the person once. */
  private static final List<String> FIGURES =
      List.of(
          "attendance_mark where student_id",
          "grade where student_id",
          "invoice where student_id",
          "attendance_sheet where taken_by",
          "payment where taken_by",
          "announcement where author_id",
          "inventory_movement where person_id",
          "inventory_movement where moved_by");

  private static final List<String> LINKS =
      List.of(
          "parent_child where parent_id",
          "parent_child where child_id",
          "enrolment where student_id",
          "class_teacher where teacher_id",
          "person_role where person_id",
          "account where person_id");

  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;

  /**
   * Returns a person, and holds the row until the transaction ends, so that writers of one person
   * take turns; empty if there is none.
   */
  Optional<StoredUser> lock(String personId) {
    long id = Id.orNone(personId);
    if (!lockRow(personId)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredUser(
            entities.find(StoredPerson.class, id),
            entities.find(StoredAccount.class, id),
            roles(id)));
  }

  /** Holds a person's row until the transaction ends; returns false if there is none. */
  boolean lockRow(String personId) {
    String lock = "select id from person where id = ? for update";
    return queries.find(lock, row -> row.id(1), Id.orNone(personId)).isPresent();
  }

  private Set<String> roles(long personId) {
    String sql = "select role_name from person_role where person_id = ?";
    return Set.copyOf(queries.list(sql, row -> row.text(1), personId));
  }

  /** Returns those of the roles that there are. */
  Set<String> existing(Collection<String> roles) {
    String marks = String.join(", ", Collections.nCopies(roles.size(), "?"));
    return Set.copyOf(
        queries.list(
            "select name from role where name in (" + marks + ")",
            row -> row.text(1),
            roles.toArray()));
  }

  boolean isTaken(String username) {
    String sql = "select 1 from account where username = ?";
    return queries.find(sql, row -> true, username).isPresent();
  }

  /**
   * Writes a new or changed person, and raises its version. The statements are sent at once: the
   * rows of roles and links go past EclipseLink.
   */
  void save(StoredPerson person) {
    int before = person.version;
    entities.persist(person);
    entities.flush();
    if (person.version == before) {
      queries.update("update person set version = version + 1 where id = ?", person.id);
      entities.refresh(person);
    }
  }

  /**
   * Writes a new or changed account.
   *
   * @throws dev.homeroom.http.ProblemException 409 if another transaction has taken the user name
   */
  void save(StoredAccount account) {
    try {
      entities.persist(account);
      entities.flush();
    } catch (PersistenceException e) {
      if (isUniqueViolation(e)) {
        throw UserRules.conflict("The user name is taken.");
      }
      throw e;
    }
  }

  private static boolean isUniqueViolation(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  void replaceRoles(long personId, Collection<String> roles) {
    queries.update("delete from person_role where person_id = ?", personId);
    queries.batch(
        "insert into person_role (person_id, role_name) values (?, ?)",
        roles.stream().map(role -> List.<Object>of(personId, role)).toList());
  }

  /**
   * Returns whether somebody else is an active super administrator with a password, so that
   * somebody can administer the district. Writers that ask take turns.
   */
  boolean hasOtherSuperAdmin(long personId) {
    String lock = "select name from role where name = ? for update";
    queries.find(lock, row -> row.text(1), RoleName.SUPER_ADMIN);
    return queries
        .find(
            "select 1 from person_role r join person p on p.id = r.person_id"
                + " join account a on a.person_id = p.id where r.role_name = ? and p.id <> ?"
                + " and p.active and a.state = 'active' and a.password_hash is not null"
                + " fetch first 1 rows only",
            row -> true,
            RoleName.SUPER_ADMIN,
            personId)
        .isPresent();
  }

  /** Returns whether marks, grades, invoices or other figures name the person. */
  boolean hasFigures(long personId) {
    return FIGURES.stream()
        .anyMatch(
            table ->
                queries
                    .find(
                        "select 1 from " + table + " = ? fetch first 1 rows only",
                        row -> true,
                        personId)
                    .isPresent());
  }

  /** Removes a person without figures, with account, roles and links. */
  void remove(StoredUser user) {
    entities.flush();
    user.detachFrom(entities);
    long id = user.person().id;
    raiseLinked(id);
    LINKS.forEach(table -> queries.update("delete from " + table + " = ?", id));
    queries.update("delete from person where id = ?", id);
  }

  /** Removes what could identify an erased person, apart from the person's own row. */
  void removeTraces(StoredUser user) {
    long id = user.person().id;
    if (user.account() != null) {
      entities.remove(user.account());
      entities.flush();
    }
    raiseLinked(id);
    queries.update("delete from parent_child where parent_id = ? or child_id = ?", id, id);
    queries.update("update attendance_mark set note = null where student_id = ?", id);
  }

  /** Raises the versions of parents and children, whose links are a part of them. */
  private void raiseLinked(long personId) {
    queries.update(
        "update person set version = version + 1 where id in"
            + " (select child_id from parent_child where parent_id = ?"
            + " union select parent_id from parent_child where child_id = ?)",
        personId,
        personId);
  }

  /** Ends a person's class links at a move to another school; those that begin later go. */
  void endClassLinks(long personId, LocalDate today) {
    for (String link : List.of("enrolment where student_id", "class_teacher where teacher_id")) {
      queries.update("delete from " + link + " = ? and valid_from >= ?", personId, today);
      queries.update(
          "update "
              + link.replace(" where ", " set valid_until = ? where ")
              + " = ? and valid_until >= ?",
          today.minusDays(1),
          personId,
          today);
    }
  }
}
