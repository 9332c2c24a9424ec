package dev.homeroom.cache.commands;

import java.util.ArrayList;
import java.util.List;

/** Tells critical keys from others. */
final class CriticalKeys {
  private final List<String> beginnings = new ArrayList<>();
  private final List<Glob> globs = new ArrayList<>();

  /** Makes it from globs; one that is a text and a star costs least. */
  CriticalKeys(List<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.matches("[^*?\\[\\\\]+\\*")) {
        beginnings.add(pattern.substring(0, pattern.length() - 1));
      } else {
        globs.add(new Glob(pattern));
      }
    }
  }

  boolean matches(String key) {
    for (String beginning : beginnings) {
      if (key.startsWith(beginning)) {
        return true;
      }
    }
    for (Glob glob : globs) {
      if (glob.matches(key)) {
        return true;
      }
    }
    return false;
  }
}
