package dev.homeroom.auth;

import dev.homeroom.audit.AuditSubject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a cut-off.
 *
 * @param scope {@code everyone}, {@code school}, {@code role} or {@code user}
 * @param id the school's or person's id, or the role's name; null for everyone
 */
public record CutOffBody(
    @NotNull @Pattern(
            regexp = "everyone|school|role|user",
            message = "A scope is everyone, school, role or user.")
        String scope,
    @Nullable @Size(min = 1, max = 64) String id) {
  /** Returns what the audit log names: the school, the role, the person, or the district. */
  AuditSubject subject() {
    String named = id == null ? "everyone" : id;
    return switch (scope) {
      case "school" -> new AuditSubject(AuditSubject.Kind.SCHOOL, named);
      case "role" -> AuditSubject.role(named);
      case "user" -> AuditSubject.person(named);
      default -> new AuditSubject(AuditSubject.Kind.DISTRICT, named);
    };
  }
}
