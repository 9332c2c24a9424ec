package dev.homeroom.roles;

import dev.homeroom.access.RoleName;
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
    @NotNull(message = "The name is missing.") @Pattern(regexp = RoleName.FORM, message = RoleName.FORM_SAID) String name,
    @NotNull(message = "The permissions are missing.") @Size(max = PermissionsInput.MAX, message = "There are at most 100 permissions.") List<@NotNull(message = "A permission is null.") String> permissions) {}
