package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Memory without bounds. */
final class UnboundedValues implements CommandValues {
  private final Map<String, CommandValue> values = new ConcurrentHashMap<>();

  @Override
  public @Nullable CommandValue get(String key) {
    return values.get(key);
  }

  @Override
  public @Nullable CommandValue look(String key) {
    return values.get(key);
  }

  @Override
  public synchronized <T> T inTurn(Supplier<T> change) {
    return change.get();
  }

  @Override
  public boolean admits(String key, long moreBytes) {
    return true;
  }

  @Override
  public boolean put(String key, CommandValue value) {
    values.put(key, value);
    return true;
  }

  @Override
  public void resized(String key, CommandValue value) {}

  @Override
  public @Nullable CommandValue remove(String key) {
    return values.remove(key);
  }

  @Override
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  @Override
  public void clear() {
    values.clear();
  }
}
