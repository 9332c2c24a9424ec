package dev.homeroom.cache.commands;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list in memory. */
final class ListValue extends CollectionValue {
  private static final long EMPTY = 32 + 24 + 80;

  /** The place, and the element's array. */
  private static final long ELEMENT = 8 + 16;

  private Deque<byte[]> elements = new ArrayDeque<>();
  private final Room room = new Room();

  ListValue(long expiresAtMillis) {
    super(EMPTY, expiresAtMillis);
  }

  void addFirst(byte[] element) {
    elements.addFirst(element);
    room.taken(size());
    grow(bytesOf(element));
  }

  void addLast(byte[] element) {
    elements.addLast(element);
    room.taken(size());
    grow(bytesOf(element));
  }

  byte @Nullable [] pollFirst() {
    return taken(elements.pollFirst());
  }

  byte @Nullable [] pollLast() {
    return taken(elements.pollLast());
  }

  private byte @Nullable [] taken(byte @Nullable [] element) {
    if (element != null) {
      grow(-bytesOf(element));
      if (room.isTooLarge(size())) {
        elements = new ArrayDeque<>(elements);
      }
    }
    return element;
  }

  /** Returns the bytes that an element takes. */
  static long bytesOf(byte[] element) {
    return ELEMENT + element.length;
  }

  int size() {
    return elements.size();
  }

  /**
   * Returns the elements between two positions, both included; negative ones count from the end.
   */
  List<byte[]> between(long first, long last) {
    long from = Math.max(0, first < 0 ? size() + first : first);
    long until = Math.min(size() - 1L, last < 0 ? size() + last : last);
    if (from > until) {
      return List.of();
    }
    return elements.stream().skip(from).limit(until - from + 1).toList();
  }

  @Override
  boolean isEmpty() {
    return elements.isEmpty();
  }
}
