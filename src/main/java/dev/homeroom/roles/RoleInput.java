package dev.homeroom.roles;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A new role in a request.
 *
 * @param name 1 to 64 letters of ASCII, digits, {@code _} and {@code -}; not that of a built-in one
 * @param permissions each once, of those that there are; may be empty
 */
record RoleInput(
    @NotNull(message = "The name is missing.") @Pattern(regexp = NAME, message = "A name is 1 to 64 letters of ASCII, digits, _ and -.") String name,
    @NotNull(message = "The permissions are missing.") @Size(max = PermissionsInput.MAX, message = "There are at most 100 permissions.") List<@NotNull(message = "A permission is null.") String> permissions) {
  /** The form of a name. */
  static final String NAME = "[A-Za-z0-9_-]{1,64}";
}
