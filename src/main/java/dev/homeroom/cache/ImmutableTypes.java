package dev.homeroom.cache;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Checks that a region's values are immutable, since all callers get the same object. */
final class ImmutableTypes {
  private static final Set<Class<?>> SIMPLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          Instant.class,
          Duration.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class);

  private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Map.class);

  private ImmutableTypes() {}

  /**
   * Refuses a class whose values could be changed, or might be.
   *
   * @throws IllegalArgumentException names the region, and the component that is not immutable
   */
  static void require(String region, Class<?> type) {
    if (type.isPrimitive()) {
      throw new IllegalArgumentException(
          "region " + region + ": " + type + " has no objects; take the class that boxes it");
    }
    require(region, type, type.getSimpleName(), new HashSet<>());
  }

  private static void require(String region, Type type, String path, Set<Type> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic && COLLECTIONS.contains(generic.getRawType())) {
      for (Type element : generic.getActualTypeArguments()) {
        require(region, element, path, seen);
      }
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        String name = path + "." + component.getName();
        require(region, component.getGenericType(), name, seen);
      }
    } else if (!(type instanceof Class<?> one && isSimple(one))) {
      throw new IllegalArgumentException(
          ("region %s: %s is %s, which may be changed by one of the callers that share it; values"
                  + " are texts, numbers, moments, enums, and records, lists, sets and maps of them")
              .formatted(region, path, type.getTypeName()));
    }
  }

  private static boolean isSimple(Class<?> type) {
    return type.isPrimitive() || type.isEnum() || SIMPLE.contains(type);
  }
}
