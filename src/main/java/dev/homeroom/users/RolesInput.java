package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The roles of a person in a request, at least one and each once; they replace the others. */
record RolesInput(
    @NotNull(message = "The roles are missing.") @Size(min = 1, max = 10, message = "There are 1 to 10 roles.") List<
                @NotNull(message = "A role is null.") @Pattern(regexp = RoleName.FORM, message = RoleName.FORM_SAID) String>
            roles) {}
