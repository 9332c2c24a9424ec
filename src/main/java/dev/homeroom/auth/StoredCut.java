package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of cut-offs that a session's tokens were issued under.
 *
 * @param numbers generations by tag name
 */
record StoredCut(Map<String, Long> numbers) {
  StoredCut {
    numbers = Map.copyOf(numbers);
  }

  /** Reads the stored form: a line {@code <tag> <number>} each. */
  static StoredCut parse(String stored) {
    Map<String, Long> numbers = new TreeMap<>();
    stored
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(part -> numbers.put(part[0], Long.valueOf(part[1])));
    return new StoredCut(numbers);
  }

  /** Returns the stored form, in the order of the tags. */
  String stored() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(numbers)
        .forEach((tag, number) -> lines.append(tag).append(' ').append(number).append('\n'));
    return lines.toString();
  }

  List<Tag> tags() {
    return numbers.keySet().stream().map(Tag::new).toList();
  }

  /** Returns whether none of the numbers differs from the present ones. */
  boolean isCurrent(Map<String, Long> now) {
    return numbers.entrySet().stream()
        .allMatch(entry -> entry.getValue().equals(now.get(entry.getKey())));
  }
}
