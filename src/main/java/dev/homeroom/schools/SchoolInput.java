package dev.homeroom.schools;

import dev.homeroom.http.TextForm;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A school in a request. The last four fields are for super administrators; a new school needs
 * them, a change may leave them out, and then they stay as they are.
 *
 * @param name 1 to 200 characters
 * @param timeZone a name of IANA's database, for instance {@code Europe/Berlin}
 * @param passMark per cent, 0 to 100, two decimals at most
 * @param currency ISO 4217, for instance {@code EUR}
 * @param plan 1 to 32 characters
 * @param seats 0 to 1,000,000
 * @param subscribedUntil the last day of the subscription
 */
record SchoolInput(
    @NotNull(message = "The name is missing.") @Size(min = 1, max = 200, message = "A name has 1 to 200 characters.") @Pattern(
            regexp = TextForm.LINE,
            message = "A name has a visible character and no control characters.")
        String name,
    @NotNull(message = "The time zone is missing.") @Size(min = 1, max = 64, message = "A time zone has 1 to 64 characters.") String timeZone,
    @NotNull(message = "The pass mark is missing.") @DecimalMin(value = "0", message = "A pass mark is 0 to 100.") @DecimalMax(value = "100", message = "A pass mark is 0 to 100.") @Digits(integer = 3, fraction = 2, message = "A pass mark has two decimals at most.") BigDecimal passMark,
    @Nullable String currency,
    @Nullable @Pattern(
            regexp = "[a-z][a-z0-9_-]{0,31}",
            message = "A plan is 1 to 32 small letters, digits, _ and -; a letter comes first.")
        String plan,
    @Nullable @Min(value = 0, message = "There are 0 to 1,000,000 seats.") @Max(value = 1_000_000, message = "There are 0 to 1,000,000 seats.") Integer seats,
    @Nullable LocalDate subscribedUntil) {}
