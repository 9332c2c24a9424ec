package dev.homeroom.users;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The roles of a person in a request: they replace the present ones.
 *
 * @param roles names of roles, each once; at least one
 */
record RolesInput(
    @NotNull(message = "The roles are missing.") @Size(min = 1, max = 10, message = "There are 1 to 10 roles.") List<
                @NotNull(message = "A role is null.") @Size(min = 1, max = 64, message = "A role's name has 1 to 64 characters.") String>
            roles) {}
