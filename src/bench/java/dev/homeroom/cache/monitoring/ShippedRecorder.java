package dev.homeroom.cache.monitoring;

import dev.homeroom.cache.spi.CacheRecorder;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Timer;

/** Makes the shipped recorder, with counters that are adders: a server's cost a little more. */
public final class ShippedRecorder {
  private ShippedRecorder() {}

  /** Returns a recorder that counts operations; times of loads are dropped. */
  public static CacheRecorder counting() {
    MetricRegistry registry =
        proxy(
            MetricRegistry.class,
            method -> method.equals("counter") ? new Adder() : proxy(Timer.class, call -> null));
    return new MetricsRecorder(registry);
  }

  private interface Answer {
    Object to(String method);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            ShippedRecorder.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName())));
  }

  private static final class Adder implements Counter {
    private final LongAdder count = new LongAdder();

    @Override
    public void inc() {
      count.increment();
    }

    @Override
    public void inc(long more) {
      count.add(more);
    }

    @Override
    public long getCount() {
      return count.sum();
    }
  }
}
