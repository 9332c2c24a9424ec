package dev.homeroom.users;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/**
 * Writes the sort keys of people that an older version stored, before the server is ready. Two
 * servers that start together write the same keys.
 */
@ApplicationScoped
class NameKeysStart {
  @Inject StoredNames names;

  void writeMissing(@Observes @Priority(70) Startup event) {
    long last = 0;
    do {
      last = names.writeKeys(last);
    } while (last > 0);
  }
}
