package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import dev.homeroom.http.TextForm;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in a request.
 *
 * @param name 1 to 200 characters
 * @param roles names of roles, each once; at least one
 * @param schoolId the school; null for people of the district
 * @param username the account's user name; null for a person without an account, and an account
 *     that there is keeps one
 * @param gradeLevel a student's year, 1 to 16 characters; null for none
 * @param email an address; null for none
 * @param position 1 to 64 characters; null for none
 * @param state {@code active} or {@code disabled}; null for as it is, in a new account active
 * @param version the version that the caller saw, as {@code If-Match} names it; null for any
 */
record UserInput(
    @NotNull(message = "The name is missing.") @Size(min = 1, max = 200, message = "A name has 1 to 200 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A name has a visible character and no control characters.")
        String name,
    @NotNull(message = "The roles are missing.") @Size(min = 1, max = 10, message = "There are 1 to 10 roles.") List<
                @NotNull(message = "A role is null.") @Pattern(regexp = RoleName.FORM, message = RoleName.FORM_SAID) String>
            roles,
    @Nullable @Size(min = 1, max = 18, message = "An id has 1 to 18 characters.") String schoolId,
    @Nullable @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}",
            message =
                "A user name has 1 to 64 letters from A to Z, digits, and . _ @ + -, the first one"
                    + " a letter or digit.")
        String username,
    @Nullable @Size(min = 1, max = 16, message = "A year has 1 to 16 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A year has a visible character and no control characters.")
        String gradeLevel,
    @Nullable @Size(max = 254, message = "An address has at most 254 characters.") @Email(message = "This is no e-mail address.") @Pattern(regexp = TextForm.LINE, message = "An address has no control characters.") String email,
    @Nullable @Size(min = 1, max = 64, message = "A position has 1 to 64 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A position has a visible character and no control characters.")
        String position,
    @Nullable @Pattern(regexp = "active|disabled", message = "A state is active or disabled.") String state,
    @Nullable @Min(value = 0, message = "A version is 0 or more.") @Max(value = Integer.MAX_VALUE, message = "A version is 0 or more.") Integer version) {
  UserInput withRoles(List<String> others) {
    return new UserInput(
        name, others, schoolId, username, gradeLevel, email, position, state, version);
  }
}
