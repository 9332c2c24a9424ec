package dev.homeroom.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores the details of a record as one JSON object of texts, its names sorted. */
final class AuditDetails {
  /** The most characters of a value. */
  static final int MAX_VALUE = 400;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private AuditDetails() {}

  static String json(SortedMap<String, String> details) {
    SortedMap<String, String> clean = new TreeMap<>();
    details.forEach((name, value) -> clean.put(name, AuditText.clean(value, MAX_VALUE)));
    return new String(Json.bytes(clean), StandardCharsets.UTF_8);
  }

  /** Reads a stored object; one that somebody has changed to something else is shown as text. */
  static Map<String, String> read(String json) {
    try {
      return MAPPER.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      return Map.of("unreadable", AuditText.clean(json, MAX_VALUE));
    }
  }
}
