package dev.homeroom.dashboards;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.Promised;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The way of one {@link FamilyInstance} after the other to a Redis: connections and a listener take
 * longer to make than a test takes.
 */
final class FamilyRedis implements AutoCloseable {
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final TestRedis redis;
  private volatile KnownGenerations current;

  FamilyRedis(String url) {
    KnownGenerations known =
        (KnownGenerations)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KnownGenerations.class},
                (proxy, method, arguments) -> ask(method, arguments));
    redis =
        new TestRedis.Plan(url)
            .known(known)
            .clock(Clock.fixed(FamilyFixture.NOW, ZoneOffset.UTC))
            .build()
            .connected();
  }

  /** Asks the generations of the present instance, and notes the tags that others push. */
  private Object ask(Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(current, arguments);
      if (method.getName().equals("doubt")) {
        ((Collection<?>) arguments[0]).forEach(tag -> heard.add(((Tag) tag).name()));
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Serves another instance from now on. */
  void serve(KnownGenerations known) {
    current = known;
    heard.clear();
  }

  Tier tier() {
    return redis.tier();
  }

  GenerationPush push() {
    return redis.push();
  }

  /** Waits until pushes are heard. */
  void awaitListening() {
    await("listening", redis::isListening);
  }

  /** Waits until a push has named all these tags. */
  void awaitHeard(Set<String> tags) {
    await("heard " + tags, () -> heard.containsAll(tags));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
