package dev.homeroom.roles;

import dev.homeroom.access.RoleName;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes roles, and reads them before a change; its callers hold the transaction. */
@ApplicationScoped
class RoleRepository {
  /** Leaves room for as many changes. */
  private static final int MAX_FIRST_VERSION = 1_000_000_000;

  private final SecureRandom random = new SecureRandom();

  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;

  /** Returns the number of roles. */
  int count() {
    return queries.find("select count(*) from role", row -> row.integer(1)).orElse(0);
  }

  /**
   * Makes writers of new roles take turns until the transaction ends: the table's key tells apart
   * names that differ in upper and lower case only.
   */
  void holdNames() {
    String lock = "select name from role where name = ? for update";
    queries.find(lock, row -> row.text(1), RoleName.SUPER_ADMIN);
  }

  /** Returns whether there is a role of this name, in any spelling of its letters. */
  boolean exists(String name) {
    String sql = "select 1 from role where lower(name) = lower(?)";
    return queries.find(sql, row -> true, name).isPresent();
  }

  /**
   * Holds a role's row until the transaction ends, so that nobody is given the role meanwhile; and
   * returns the role, empty if there is none.
   */
  Optional<StoredRole> lock(String name) {
    return queries
        .find("select name from role where name = ? for update", row -> row.text(1), name)
        .map(locked -> entities.find(StoredRole.class, locked));
  }

  /** Returns how many people have a role. */
  int countPeople(StoredRole role) {
    String sql = "select count(*) from person_role where role_name = ?";
    return queries.find(sql, row -> row.integer(1), role.name).orElse(0);
  }

  /** Returns the permissions of a role. */
  Set<String> permissions(StoredRole role) {
    String sql = "select permission from role_permission where role_name = ?";
    return Set.copyOf(queries.list(sql, row -> row.text(1), role.name));
  }

  /**
   * Writes a new role. Its first version is a random one: a role that was deleted may have had the
   * same name, and a caller that saw its version must not take the new role for it.
   */
  void create(StoredRole role, Collection<String> permissions) {
    entities.persist(role);
    // The permissions go past EclipseLink: the role's row must be there first.
    entities.flush();
    int first = 1 + random.nextInt(MAX_FIRST_VERSION);
    queries.update("update role set version = ? where name = ?", first, role.name);
    entities.refresh(role);
    insert(role, permissions);
  }

  /** Replaces the permissions of a role, and raises its version. */
  void change(StoredRole role, Collection<String> permissions) {
    entities.lock(role, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
    entities.flush();
    queries.update("delete from role_permission where role_name = ?", role.name);
    insert(role, permissions);
  }

  private void insert(StoredRole role, Collection<String> permissions) {
    queries.batch(
        "insert into role_permission (role_name, permission) values (?, ?)",
        permissions.stream().map(permission -> List.of(role.name, permission)).toList());
  }

  /** Deletes a role. */
  void delete(StoredRole role) {
    queries.update("delete from role_permission where role_name = ?", role.name);
    entities.remove(role);
    entities.flush();
  }
}
