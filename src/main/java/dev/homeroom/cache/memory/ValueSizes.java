package dev.homeroom.cache.memory;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many bytes of heap a value takes: a text, number, moment, or a record, list, set or
 * map of these. Counts as 64-bit HotSpot lays objects out with heaps below 32 GB: headers of 12
 * bytes, references of 4, sizes of a multiple of 8; {@code ValueSizesTest} compares that with what
 * the JVM allocates. Shared objects count for each reference to them.
 */
final class ValueSizes {
  private static final long HEADER = 12;
  private static final long REFERENCE = 4;
  private static final long ARRAY_HEADER = 16;
  private static final long TEXT = 24;
  private static final long TOO_DEEP = Long.MAX_VALUE / 4;

  /** A boxed number, a moment, a date, a time: at most two words and the header. */
  private static final long SMALL = 24;

  /** A number of up to 80 digits: two objects and their array. */
  private static final long LONG_NUMBER = 40 + 40 + ARRAY_HEADER + 32;

  /** A collection that {@code copyOf} made: one array, with two places for a key of set or map. */
  private static final long COPY = 24 + ARRAY_HEADER;

  /** A list with its wrapper and array. */
  private static final long LIST = 24 + 24 + ARRAY_HEADER;

  /** A linked hash set or map with its wrapper and table, and what each key takes there. */
  private static final long HASHED = 16 + 16 + 56 + ARRAY_HEADER;

  private static final long NODE = 40 + 2 * REFERENCE;

  private final ClassValue<Shape> shapes =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  /** A record's own bytes, and its fields that refer to other objects. */
  private record Shape(long bytes, List<Field> references) {
    static Shape of(Class<?> type) {
      long bytes = HEADER;
      List<Field> references = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        bytes += width(component.getType());
        if (!component.getType().isPrimitive()) {
          references.add(field(type, component.getName()));
        }
      }
      return new Shape(aligned(bytes), references);
    }

    /** The field, and not its accessor: no code of the value is run. */
    private static Field field(Class<?> type, String name) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException("a record without the field of its component", e);
      }
    }

    private static long width(Class<?> type) {
      if (type == long.class || type == double.class) {
        return Long.BYTES;
      }
      if (type == short.class || type == char.class) {
        return Short.BYTES;
      }
      return type == boolean.class || type == byte.class ? 1 : REFERENCE;
    }
  }

  /**
   * Returns the bytes of heap that a value takes; 0 for null, and for what is there anyway; more
   * than any memory has if it is too deep to be measured.
   */
  long of(@Nullable Object value) {
    try {
      return measured(value);
    } catch (StackOverflowError e) {
      return TOO_DEEP;
    }
  }

  private long measured(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Enum) {
      return 0;
    }
    if (value instanceof String text) {
      return TEXT + aligned(ARRAY_HEADER + bytesOf(text));
    }
    if (value instanceof Record) {
      return ofRecord(value);
    }
    if (value instanceof Collection<?> all) {
      return ofAll(all);
    }
    if (value instanceof Map<?, ?> map) {
      long places = isCopy(map) ? COPY + 4 * REFERENCE * map.size() : HASHED + NODE * map.size();
      return places + sum(map.keySet()) + sum(map.values());
    }
    return ofNumberOrMoment(value);
  }

  private long ofRecord(Object value) {
    Shape shape = shapes.get(value.getClass());
    long bytes = shape.bytes();
    for (Field reference : shape.references()) {
      try {
        bytes += measured(reference.get(value));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a record cannot be read: " + value.getClass(), e);
      }
    }
    return bytes;
  }

  private long ofAll(Collection<?> all) {
    boolean isList = all instanceof List;
    long places;
    if (isCopy(all)) {
      places = COPY + aligned((isList ? 1 : 2) * REFERENCE * all.size());
    } else {
      places = isList ? LIST + aligned(REFERENCE * all.size()) : HASHED + NODE * all.size();
    }
    return places + sum(all);
  }

  private static boolean isCopy(Object collection) {
    return collection.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  private long sum(Collection<?> all) {
    long bytes = 0;
    for (Object one : all) {
      bytes += measured(one);
    }
    return bytes;
  }

  private static long ofNumberOrMoment(Object value) {
    if (value instanceof BigInteger || value instanceof BigDecimal) {
      return LONG_NUMBER;
    }
    if (value instanceof UUID) {
      return 32;
    }
    return value instanceof LocalDateTime || value instanceof OffsetDateTime ? 4 * SMALL : SMALL;
  }

  /** A text takes a byte a character if all are below 256, else two. */
  private static long bytesOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return 2L * text.length();
      }
    }
    return text.length();
  }

  private static long aligned(long bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
