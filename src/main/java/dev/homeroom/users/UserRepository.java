package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.UniqueViolation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes people, accounts and roles; its callers hold the transaction. */
@ApplicationScoped
class UserRepository {
  /** The tables and columns that name a person in marks, payments and other figures. */
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
  private boolean lockRow(String personId) {
    String lock = "select id from person where id = ? for update";
    return queries.find(lock, row -> row.id(1), Id.orNone(personId)).isPresent();
  }

  /**
   * Holds the rows of several people until the transaction ends; ids of nobody are left out.
   * Writers of links hold parent and child, in the order of ids: in any other, two of them could
   * wait for each other.
   */
  void lockRows(Collection<String> personIds) {
    Object[] ids = personIds.stream().map(Id::orNone).distinct().sorted().toArray();
    queries.list(
        "select id from person where id in ("
            + Queries.marks(ids.length)
            + ") order by id for update",
        row -> row.id(1),
        ids);
  }

  private Set<String> roles(long personId) {
    String sql = "select role_name from person_role where person_id = ?";
    return Set.copyOf(queries.list(sql, row -> row.text(1), personId));
  }

  /** Returns those of the roles that exist. */
  Set<String> existing(Collection<String> roles) {
    String marks = Queries.marks(roles.size());
    return Set.copyOf(
        queries.list(
            "select name from role where name in (" + marks + ")",
            row -> row.text(1),
            roles.toArray()));
  }

  /** Returns whether an account has the user name, in upper or lower case. */
  boolean isTaken(String username) {
    String sql = "select 1 from account where lower(username) = lower(?) fetch first 1 rows only";
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
      if (UniqueViolation.isIn(e)) {
        throw UserRules.conflict("The user name is taken.");
      }
      throw e;
    }
  }

  void replaceRoles(long personId, Collection<String> roles) {
    queries.update("delete from person_role where person_id = ?", personId);
    queries.batch(
        "insert into person_role (person_id, role_name) values (?, ?)",
        roles.stream().map(role -> List.<Object>of(personId, role)).toList());
  }

  /**
   * Makes writers of super administrators take turns until the transaction ends. Called before any
   * of a person's roles is written, which holds the same row with others: two writers that had both
   * written would wait for each other.
   */
  void holdSuperAdmins() {
    String lock = "select name from role where name = ? for update";
    queries.find(lock, row -> row.text(1), RoleName.SUPER_ADMIN);
  }

  /**
   * Returns whether somebody else is an active super administrator with a password, so that
   * somebody can administer the district. Writers that ask take turns.
   */
  boolean hasOtherSuperAdmin(long personId) {
    holdSuperAdmins();
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

  /**
   * Removes what could identify an erased person, apart from the person's own row. The sheets with
   * notes get another version, so that nobody that has read one writes its notes again; their marks
   * stay as they were counted.
   */
  void removeTraces(StoredUser user) {
    long id = user.person().id;
    if (user.account() != null) {
      entities.remove(user.account());
      entities.flush();
    }
    raiseLinked(id);
    queries.update("delete from parent_child where parent_id = ? or child_id = ?", id, id);
    queries.update(
        // In this order: MariaDB reads what it has set before.
        "update attendance_sheet set counted_version = case when counted_version = version"
            + " then version + 1 else counted_version end, version = version + 1 where id in"
            + " (select sheet_id from attendance_mark where student_id = ? and note is not null)",
        id);
    queries.update("update attendance_mark set note = null where student_id = ?", id);
    queries.update("update inventory_movement set note = null where person_id = ?", id);
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

  /** Ends the class links of a person who moves to another school; deletes those not yet begun. */
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
