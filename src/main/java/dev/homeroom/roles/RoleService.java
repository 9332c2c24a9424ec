package dev.homeroom.roles;

import dev.homeroom.access.RoleLowered;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.sql.UniqueViolation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and deletes roles. Asks nobody's rights: its caller has. A change reaches every
 * access record with the role at once, and one that takes a permission away cuts off the tokens of
 * all people with the role. If the database is away each method throws, and nothing is
 * half-written.
 */
@ApplicationScoped
class RoleService {
  /** The most roles of a district. */
  static final int MAX_ROLES = 1_000;

  @Inject RoleRepository repository;
  @Inject CacheService cache;
  @Inject AuditLog audit;
  @Inject Event<RoleLowered> lowered;

  /**
   * Makes a role.
   *
   * @throws ProblemException 400 for a name of a built-in role, and for permissions that there are
   *     not; 409 if there is a role of this name in any spelling of its letters, or too many
   */
  @Transactional
  RoleView create(Actor by, RoleInput input) {
    RoleRules.requireNew(input);
    repository.holdNames();
    if (repository.exists(input.name())) {
      throw taken();
    }
    if (repository.count() >= MAX_ROLES) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "There are " + MAX_ROLES + " roles already; delete one first.");
    }
    StoredRole role = new StoredRole(input.name());
    try {
      repository.create(role, input.permissions());
    } catch (PersistenceException e) {
      throw UniqueViolation.isIn(e) ? taken() : e;
    }
    cache.invalidate(tags(role.name));
    audit.record(
        event(AuditAction.ROLE_CREATED, by, role.name)
            .with("permissions", text(input.permissions(), Set.of())));
    return new RoleView(role.name, false, input.permissions(), role.version);
  }

  /**
   * Replaces the permissions of a custom role.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException 404 if there is no such role, 409 for a built-in one, 412 for another
   *     version, 400 for unknown permissions
   */
  @Transactional
  RoleView change(Actor by, String name, PermissionsInput input, @Nullable String ifMatch) {
    StoredRole role = custom(name, ifMatch);
    RoleRules.requirePermissions(input.permissions());
    Set<String> before = repository.permissions(role);
    repository.change(role, input.permissions());
    cache.invalidate(tags(name));
    if (!input.permissions().containsAll(before)) {
      lowered.fire(new RoleLowered(name, "a permission was taken away"));
    }
    audit.record(
        event(AuditAction.ROLE_CHANGED, by, name)
            .with("given", text(input.permissions(), before))
            .with("taken", text(before, input.permissions())));
    return new RoleView(name, false, input.permissions(), role.version);
  }

  /**
   * Deletes a custom role that nobody has.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException 404 if there is no such role, 409 for a built-in one and for one that
   *     people have, 412 for another version
   */
  @Transactional
  void delete(Actor by, String name, @Nullable String ifMatch) {
    StoredRole role = custom(name, ifMatch);
    int people = repository.countPeople(role);
    if (people > 0) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          people == 1 ? "One person has this role." : people + " people have this role.");
    }
    repository.delete(role);
    cache.invalidate(tags(name));
    audit.record(event(AuditAction.ROLE_DELETED, by, name));
  }

  private static AuditEvent event(AuditAction action, Actor by, String name) {
    return AuditEvent.of(action, by).about(AuditSubject.role(name));
  }

  /** Returns permissions without others, as text. */
  private static String text(Collection<String> permissions, Collection<String> without) {
    Set<String> sorted = new TreeSet<>(permissions);
    sorted.removeAll(Set.copyOf(without));
    return String.join(",", sorted);
  }

  private StoredRole custom(String name, @Nullable String ifMatch) {
    StoredRole role = repository.lock(name).orElseThrow(RoleService::noRole);
    if (role.builtIn) {
      throw new ProblemException(ErrorCode.CONFLICT, "Built-in roles cannot be changed.");
    }
    VersionTag.requireExisting(ifMatch, role.version);
    return role;
  }

  /** Returns what a write replaces: the role, the access records with it, lists, and figures. */
  private static List<Tag> tags(String name) {
    return List.of(Tag.of("role", name), CachedRoles.LISTS, Tag.of("district"));
  }

  private static ProblemException taken() {
    return new ProblemException(ErrorCode.CONFLICT, "There is a role of this name.");
  }

  static ProblemException noRole() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such role.");
  }
}
