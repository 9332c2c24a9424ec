package dev.homeroom.users;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes what is recorded of people: ids, roles, and names of fields; no person's data. */
final class UserEvents {
  private UserEvents() {}

  /** Returns an action on a person of a school, of which nothing else is said. */
  static AuditEvent of(AuditAction action, Actor by, String personId, @Nullable String schoolId) {
    return AuditEvent.of(action, by).about(AuditSubject.person(personId)).inSchool(schoolId);
  }

  static AuditEvent created(Actor by, String personId, UserInput input) {
    return of(AuditAction.USER_CREATED, by, personId, input.schoolId())
        .with("roles", text(input.roles(), Set.of()));
  }

  /**
   * Returns a change: of roles, or else the disabling of the account, or else of other fields. A
   * person that moves is recorded in the new school, with the old one as a detail.
   *
   * @param before the person, not yet changed
   */
  static AuditEvent changed(Actor by, StoredUser before, UserInput input) {
    boolean roles = !before.roles().equals(Set.copyOf(input.roles()));
    AuditAction action =
        roles
            ? AuditAction.USER_ROLES_CHANGED
            : isDisabled(before, input) ? AuditAction.USER_DISABLED : AuditAction.USER_CHANGED;
    AuditEvent event =
        of(action, by, before.person().idText(), input.schoolId())
            .with("fields", String.join(",", fields(before, input)));
    if (roles) {
      event =
          event
              .with("given", text(input.roles(), before.roles()))
              .with("taken", text(before.roles(), input.roles()));
    }
    String school = before.person().school();
    return school == null || school.equals(input.schoolId())
        ? event
        : event.with("from_school", school);
  }

  private static boolean isDisabled(StoredUser before, UserInput input) {
    StoredAccount account = before.account();
    return StoredAccount.DISABLED.equals(input.state())
        && account != null
        && !StoredAccount.DISABLED.equals(account.state);
  }

  private static List<String> fields(StoredUser before, UserInput input) {
    UserInput present = before.asInput();
    List<String> names = new ArrayList<>();
    add(names, "name", present.name(), input.name());
    add(names, "roles", Set.copyOf(present.roles()), Set.copyOf(input.roles()));
    add(names, "school_id", present.schoolId(), input.schoolId());
    // An account that there is keeps its name when none is given.
    String username = input.username() == null ? present.username() : input.username();
    add(names, "username", present.username(), username);
    add(names, "grade_level", present.gradeLevel(), input.gradeLevel());
    add(names, "email", present.email(), input.email());
    add(names, "position", present.position(), input.position());
    add(names, "state", before.state(), input.state() == null ? before.state() : input.state());
    return names;
  }

  private static void add(
      List<String> names, String name, @Nullable Object before, @Nullable Object now) {
    if (!Objects.equals(before, now)) {
      names.add(name);
    }
  }

  /** Returns roles without others, as text. */
  private static String text(Collection<String> roles, Collection<String> without) {
    Set<String> sorted = new TreeSet<>(roles);
    sorted.removeAll(Set.copyOf(without));
    return String.join(",", sorted);
  }
}
