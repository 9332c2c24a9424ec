package dev.homeroom.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one key among those of a bulk loader. If nothing else of it is missing, it loads
 * its own value alone.
 *
 * @param <I> the type of what tells the values apart
 * @param <T> the type of the values
 * @param bulk loads the values
 * @param input of this key's value
 */
public record BulkMember<I, T>(BulkLoader<I, T> bulk, I input) implements Loader<T> {
  @Override
  public @Nullable T load(LoadScope scope) {
    return bulk.load(List.of(input)).get(0).make(scope);
  }

  @Override
  public String kind() {
    return bulk.kind();
  }
}
