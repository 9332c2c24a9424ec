package dev.homeroom.cache.spi;

/**
 * Names the installation whose entries are ours: all servers on one database. Port; implemented in
 * {@code database}.
 */
@FunctionalInterface
public interface InstallationId {
  /** Returns a random UUID's text, the same for ever; known once the server's start has read it. */
  String text();
}
