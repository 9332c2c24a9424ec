package dev.homeroom.testkit;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.function.Consumer;

/** Makes cache services for tests of writers, which record the tags that a write replaces. */
public final class RecordedTags {
  private RecordedTags() {}

  /**
   * Returns a service that knows only {@code invalidate}; each other method throws, since it would
   * be a read inside a writer.
   *
   * @param record gets each replaced tag
   */
  @SuppressWarnings("unchecked")
  public static CacheService cache(Consumer<Tag> record) {
    return (CacheService)
        Proxy.newProxyInstance(
            RecordedTags.class.getClassLoader(),
            new Class<?>[] {CacheService.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("invalidate")) {
                throw new UnsupportedOperationException(method.getName());
              }
              ((Collection<Tag>) arguments[0]).forEach(record);
              return null;
            });
  }
}
