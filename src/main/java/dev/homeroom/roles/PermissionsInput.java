package dev.homeroom.roles;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The permissions of a role in a request: they replace the present ones.
 *
 * @param permissions each once, of those that there are; may be empty
 */
record PermissionsInput(
    @NotNull(message = "The permissions are missing.") @Size(max = PermissionsInput.MAX, message = "There are at most 100 permissions.") List<@NotNull(message = "A permission is null.") String> permissions) {
  /** The most permissions of a request, more than there are. */
  static final int MAX = 100;
}
