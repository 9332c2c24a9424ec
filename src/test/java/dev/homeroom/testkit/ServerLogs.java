package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a server writes down from one moment on: its two logs and its files of incidents. */
public final class ServerLogs {
  private final LibertyServer server;
  private final long console;
  private final long messages;
  private final Set<String> incidents;

  private ServerLogs(LibertyServer server) {
    this.server = server;
    this.console = text(console()).length();
    this.messages = text(messages()).length();
    this.incidents = incidents();
  }

  /** Begins now. */
  public static ServerLogs of(LibertyServer server) {
    return new ServerLogs(server);
  }

  /** Returns what was logged since. */
  public String since() {
    return text(console()).substring((int) console) + text(messages()).substring((int) messages);
  }

  /** Returns the text of each incident file that is new. */
  public List<String> incidentsSince() {
    Set<String> found = incidents();
    found.removeAll(incidents);
    return found.stream().map(name -> text(directory().resolve(name))).toList();
  }

  private Path console() {
    return server.home().resolve("console.log");
  }

  private Path messages() {
    return server.home().resolve("servers/homeroom/logs/messages.log");
  }

  private Path directory() {
    return server.home().resolve("servers/homeroom/logs/ffdc");
  }

  /** The summary changes with each incident: its name alone says nothing. */
  private Set<String> incidents() {
    if (!Files.isDirectory(directory())) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(directory())) {
      Set<String> names = new TreeSet<>();
      files.map(file -> file.getFileName().toString()).forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
