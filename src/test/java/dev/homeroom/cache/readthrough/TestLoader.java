package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A loader that a test counts, breaks and holds; its values are "load 1", "load 2". */
final class TestLoader implements Loader<Value> {
  final AtomicInteger loads = new AtomicInteger();

  /** Thrown, unless it is null. */
  volatile @Nullable RuntimeException failure;

  /** Awaited before a load ends, unless it is null. */
  volatile @Nullable CountDownLatch held;

  /** Whether there is no such value. */
  volatile boolean absent;

  /** Has loads take as long as the test wants: until what is returned is counted down. */
  CountDownLatch hold() {
    CountDownLatch go = new CountDownLatch(1);
    held = go;
    return go;
  }

  /** Has loads fail; returns with what. */
  RuntimeException fail() {
    RuntimeException thrown = new IllegalStateException("planted");
    failure = thrown;
    return thrown;
  }

  /** Has loads succeed at once. */
  void recover() {
    failure = null;
    held = null;
  }

  int count() {
    return loads.get();
  }

  @Override
  public @Nullable Value load(LoadScope scope) {
    int number = loads.incrementAndGet();
    CountDownLatch go = held;
    if (go != null) {
      CacheFixture.await(go);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return absent ? null : new Value("load " + number);
  }
}
