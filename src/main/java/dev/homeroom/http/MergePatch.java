package dev.homeroom.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A change of a thing in part (RFC 7396): a member replaces the present one, null removes it, and
 * what is absent stays. Lists are replaced as a whole.
 *
 * @param <T> the record that a whole thing is read as
 */
public final class MergePatch<T> {
  /** The media type of a patch. */
  public static final String TYPE = "application/merge-patch+json";

  private final Class<T> type;
  private final ObjectNode patch;

  private MergePatch(Class<T> type, ObjectNode patch) {
    this.type = type;
    this.patch = patch;
  }

  /**
   * Reads a body.
   *
   * @param type whose components are the members that a patch may have; each takes null
   * @throws ProblemException 400 for what is no JSON object, an unknown or repeated member, and a
   *     value of the wrong type
   */
  public static <T> MergePatch<T> read(byte[] body, Class<T> type) {
    try {
      if (!(JsonBodyReader.read(body, JsonNode.class) instanceof ObjectNode patch)) {
        throw ProblemException.field("", "type", "The body is no JSON object.");
      }
      // For its refusals: an unknown member would be lost below if it is null.
      JsonBodyReader.read(body, type);
      return new MergePatch<>(type, patch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the thing as it is after the change; the present one is left as it is.
   *
   * @throws ProblemException 400 for a value of the wrong type
   */
  public T applyTo(T present) {
    ObjectNode changed = Json.reader().valueToTree(present);
    merge(changed, patch);
    try {
      return Json.reader().treeToValue(changed, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.problem(e);
    }
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              if (member.getValue().isNull()) {
                target.remove(name);
              } else if (member.getValue() instanceof ObjectNode inner) {
                merge(
                    target.get(name) instanceof ObjectNode present
                        ? present
                        : target.putObject(name),
                    inner);
              } else {
                target.set(name, member.getValue());
              }
            });
  }
}
