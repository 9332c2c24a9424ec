package dev.homeroom.cache.entry;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.util.Converter;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads unmodifiable lists, sets and maps, in the order of the JSON. */
final class UnmodifiableCollections extends BeanDeserializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonDeserializer<?> modifyCollectionDeserializer(
      DeserializationConfig config,
      CollectionType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    Class<?> raw = type.getRawClass();
    if (List.class.isAssignableFrom(raw)) {
      return closing(type, deserializer, read -> closed((List<?>) read));
    }
    return Set.class.isAssignableFrom(raw)
        ? closing(type, deserializer, read -> Collections.unmodifiableSet((Set<?>) read))
        : deserializer;
  }

  @Override
  public JsonDeserializer<?> modifyMapDeserializer(
      DeserializationConfig config,
      MapType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return closing(type, deserializer, read -> Collections.unmodifiableMap((Map<?, ?>) read));
  }

  /** A copy has the size of its elements, but takes no null. */
  private static List<?> closed(List<?> read) {
    return read.contains(null) ? Collections.unmodifiableList(read) : List.copyOf(read);
  }

  private static JsonDeserializer<?> closing(
      JavaType type, JsonDeserializer<?> deserializer, Function<Object, Object> close) {
    Converter<Object, Object> converter =
        new StdConverter<>() {
          @Override
          public Object convert(Object read) {
            return close.apply(read);
          }
        };
    return new StdDelegatingDeserializer<>(converter, type, deserializer);
  }
}
