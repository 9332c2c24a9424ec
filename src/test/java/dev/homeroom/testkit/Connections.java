package dev.homeroom.testkit;

import java.util.Set;
import java.util.function.Predicate;

/** Kinds of connections through a {@link TcpProxy}, told by the names of the commands they sent. */
public final class Connections {
  /** All of them. */
  public static final Predicate<Set<String>> ALL = sent -> true;

  /** Those that have asked for messages or invalidations. */
  public static final Predicate<Set<String>> LISTENER =
      sent("SUBSCRIBE").or(sent("PSUBSCRIBE")).or(sent("SSUBSCRIBE")).or(sent("CLIENT TRACKING"));

  /** Those that have not, yet: commands. */
  public static final Predicate<Set<String>> NO_LISTENER = LISTENER.negate();

  private Connections() {}

  /** Returns those that have sent a command, named as by {@link TcpProxy#commands(String)}. */
  public static Predicate<Set<String>> sent(String name) {
    return sent -> sent.contains(name);
  }
}
