package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.users.Account;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own data.
 *
 * @param id the person's id
 * @param username the person's user name; null if the account is gone
 * @param name as shown
 * @param roles in alphabetical order
 * @param permissions of all roles, in alphabetical order
 * @param schoolId null for people of the district
 * @param lastLogin null if unknown
 */
public record MeView(
    String id,
    @Nullable String username,
    String name,
    List<String> roles,
    List<String> permissions,
    @Nullable String schoolId,
    @Nullable Instant lastLogin) {

  /** Copies the lists. */
  public MeView {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
  }

  static MeView of(AccessRecord record, @Nullable Account account) {
    return new MeView(
        record.id(),
        account == null ? null : account.username(),
        record.name(),
        record.roles().stream().sorted().toList(),
        record.permissions().stream().sorted().toList(),
        record.schoolId(),
        account == null ? null : account.lastLogin());
  }
}
