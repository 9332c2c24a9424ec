package dev.homeroom.http;

import dev.homeroom.http.ProblemException.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns violations of Bean Validation into a 400 that names fields as the JSON does. */
final class Violations {
  private static final int MAX_ERRORS = 100;

  private Violations() {}

  /** Returns the problem; null if our own response broke the rule, which is a bug. */
  static @Nullable Problem problem(ConstraintViolationException violated) {
    if (violated.getConstraintViolations().stream().anyMatch(Violations::isOfReturnValue)) {
      return null;
    }
    List<FieldError> errors =
        violated.getConstraintViolations().stream()
            .map(Violations::error)
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::rule))
            .limit(MAX_ERRORS)
            .toList();
    return new Problem(ErrorCode.INVALID_INPUT, "Fields are not valid; errors names them.", errors);
  }

  private static boolean isOfReturnValue(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    return new FieldError(
        field(violation.getPropertyPath()), rule(violation), violation.getMessage());
  }

  /** Returns the path inside the body; the parameter's name if there is none. */
  private static String field(Path path) {
    StringBuilder inside = new StringBuilder();
    String parameter = "";
    for (Path.Node node : path) {
      ElementKind kind = node.getKind();
      if (kind == ElementKind.PARAMETER) {
        parameter = String.valueOf(node.getName());
      } else if (kind != ElementKind.METHOD && kind != ElementKind.CROSS_PARAMETER) {
        append(inside, node);
      }
    }
    return inside.length() > 0 ? inside.toString() : snake(parameter);
  }

  private static void append(StringBuilder inside, Path.Node node) {
    if (node.isInIterable() && node.getIndex() != null) {
      inside.append('[').append(node.getIndex()).append(']');
    }
    String name = node.getName();
    if (name != null && !name.startsWith("<")) {
      inside.append(inside.length() == 0 ? "" : ".").append(snake(name));
    }
  }

  private static String rule(ConstraintViolation<?> violation) {
    String name =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return switch (name) {
      case "NotNull", "NotBlank", "NotEmpty" -> "required";
      case "Pattern", "Email" -> "format";
      case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero" -> "range";
      default -> snake(name);
    };
  }

  /** Returns {@code studentId} as {@code student_id}. */
  static String snake(String name) {
    return name.replaceAll("(?<!^)(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT);
  }
}
