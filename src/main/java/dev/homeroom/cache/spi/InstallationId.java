package dev.homeroom.cache.spi;

/** Names the installation: all servers on one database. Port, implemented in {@code database}. */
@FunctionalInterface
public interface InstallationId {
  /** Returns the text of a random UUID, which never changes; known once the start has read it. */
  String text();
}
