package dev.homeroom.cache.commands;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash in memory: fields and their values. */
final class HashValue extends CollectionValue {
  private static final long EMPTY = 32 + 56 + 80;

  /** The node, its place, the field's text and array, the value's array. */
  private static final long FIELD = 48 + 8 + 24 + 16 + 16;

  /** By their bytes, as texts of one byte a character: these compare, arrays do not. */
  private Map<String, byte[]> fields = new LinkedHashMap<>();

  private final Room room = new Room();

  HashValue(long expiresAtMillis) {
    super(EMPTY, expiresAtMillis);
  }

  private static String name(byte[] field) {
    return new String(field, StandardCharsets.ISO_8859_1);
  }

  byte @Nullable [] get(byte[] field) {
    return fields.get(name(field));
  }

  /** Returns whether the field is new. */
  boolean put(byte[] field, byte[] value) {
    byte[] old = fields.put(name(field), value);
    room.taken(fields.size());
    grow(old == null ? bytesOf(field, value) : value.length - old.length);
    return old == null;
  }

  /** Returns the bytes that a field with its value takes. */
  static long bytesOf(byte[] field, byte[] value) {
    return FIELD + field.length + value.length;
  }

  /** Returns whether the field was there. */
  boolean remove(byte[] field) {
    byte[] old = fields.remove(name(field));
    if (old != null) {
      grow(-bytesOf(field, old));
      if (room.isTooLarge(fields.size())) {
        fields = new LinkedHashMap<>(fields);
      }
    }
    return old != null;
  }

  /** Returns field, value, field, value. */
  List<byte[]> all() {
    List<byte[]> all = new ArrayList<>(2 * fields.size());
    fields.forEach(
        (field, value) -> {
          all.add(field.getBytes(StandardCharsets.ISO_8859_1));
          all.add(value);
        });
    return all;
  }

  @Override
  boolean isEmpty() {
    return fields.isEmpty();
  }
}
