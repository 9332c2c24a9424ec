package dev.homeroom.badinput;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an endpoint takes.
 *
 * @param type its media type
 * @param members a good body: JSON by name
 * @param fields what is tried with bad values
 * @param isPartial whether each member may be left out
 */
record Body(String type, Map<String, String> members, List<Field> fields, boolean isPartial) {
  static final String JSON = "application/json";

  Body {
    members = new LinkedHashMap<>(members);
    fields = List.copyOf(fields);
  }

  /** Makes a body of names and JSON, one after the other. */
  static Body of(List<Field> fields, String... members) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      all.put(members[i], members[i + 1]);
    }
    return new Body(JSON, all, fields, false);
  }

  /** Returns the same as a patch. */
  Body asPatch() {
    return new Body("application/merge-patch+json", members, fields, true);
  }

  /** Returns the same, each of whose members may be left out. */
  Body asOptional() {
    return new Body(type, members, fields, true);
  }

  String json() {
    return json(members);
  }

  String with(String member, String json) {
    Map<String, String> all = new LinkedHashMap<>(members);
    all.put(member, json);
    return json(all);
  }

  String without(String member) {
    Map<String, String> all = new LinkedHashMap<>(members);
    all.remove(member);
    return json(all);
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> '"' + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
