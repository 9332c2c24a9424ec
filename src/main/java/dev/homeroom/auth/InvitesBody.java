package dev.homeroom.auth;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body that asks for one-time codes of a school.
 *
 * @param classId a class of the school, for its students and teachers of today; null for all people
 * @param renew whether people whose code still works are given another; null for false
 */
public record InvitesBody(
    @Nullable @Size(min = 1, max = 18, message = "An id has 1 to 18 characters.") String classId,
    @Nullable Boolean renew) {}
