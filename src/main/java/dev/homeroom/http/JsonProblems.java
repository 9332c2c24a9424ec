package dev.homeroom.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Jackson's exceptions into a 400 that names the field and the rule, and nothing else. */
final class JsonProblems {
  private static final int MAX_SHOWN = 100;

  /** Jackson's message for a duplicate member, which is the only way to recognise one. */
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate (?:field|Object property) [\"'](.{0,200}?)[\"']");

  private JsonProblems() {}

  /** Returns the problem of a refused body. */
  static ProblemException problem(JsonProcessingException refused) {
    Throwable cause = refused.getCause();
    if (cause instanceof ProblemException problem) {
      return problem;
    }
    if (refused instanceof JsonMappingException mapping
        && cause instanceof JsonProcessingException malformed) {
      return malformed(malformed, path(mapping.getPath()));
    }
    if (refused instanceof JsonMappingException mapping) {
      return mapped(mapping);
    }
    return malformed(refused, "");
  }

  private static ProblemException mapped(JsonMappingException refused) {
    String field = path(refused.getPath());
    if (refused instanceof UnrecognizedPropertyException
        || refused instanceof IgnoredPropertyException) {
      return ProblemException.field(field, "unknown", "There is no writable field of this name.");
    }
    if (refused instanceof InvalidFormatException format && format.getValue() instanceof String) {
      return ProblemException.field(field, "format", "The value has the wrong form.");
    }
    if (refused instanceof MismatchedInputException mismatched) {
      return mismatched(mismatched, field);
    }
    return ProblemException.field(field, "invalid", "The value is not allowed.");
  }

  private static ProblemException mismatched(MismatchedInputException refused, String field) {
    String message = String.valueOf(refused.getOriginalMessage());
    if (message.startsWith("Trailing token")) {
      return ProblemException.field("", "trailing", "There is text after the JSON value.");
    }
    if (message.startsWith("No content")) {
      return ProblemException.field("", "required", "The body is empty.");
    }
    if (message.startsWith("Cannot map `null`") || message.startsWith("Missing required")) {
      return ProblemException.field(field, "required", "A value is required.");
    }
    return ProblemException.field(field, "type", "The value has the wrong type.");
  }

  private static ProblemException malformed(JsonProcessingException refused, String field) {
    if (refused instanceof StreamConstraintsException) {
      return ProblemException.field(
          field, "limit", "The body is nested too deeply, or a text or number is too long.");
    }
    Matcher duplicate = DUPLICATE.matcher(String.valueOf(refused.getOriginalMessage()));
    if (duplicate.find()) {
      String name = joined(field, shown(duplicate.group(1)));
      return ProblemException.field(name, "duplicate", "The field is given twice.");
    }
    return ProblemException.field(field, "json", "The body is not JSON.");
  }

  private static String joined(String field, String name) {
    if (field.isEmpty() || field.equals(name) || field.endsWith("." + name)) {
      return field.isEmpty() ? name : field;
    }
    return field + "." + name;
  }

  private static String path(List<Reference> references) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : references) {
      if (reference.getFieldName() != null) {
        path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
      } else if (reference.getIndex() >= 0) {
        path.append('[').append(reference.getIndex()).append(']');
      }
    }
    return shown(path.toString());
  }

  /** Cuts a field's name, which may be the caller's own text; the writer escapes it. */
  private static String shown(String path) {
    return path.length() <= MAX_SHOWN ? path : path.substring(0, MAX_SHOWN);
  }
}
