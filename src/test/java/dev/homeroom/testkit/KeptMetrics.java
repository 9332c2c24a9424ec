package dev.homeroom.testkit;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** A registry of metrics that only counts, without a server. */
public final class KeptMetrics {
  private final Map<String, Integer> counted = new TreeMap<>();

  /** Returns how often each was counted: {@code name{label=value,…}}, in the order of labels. */
  public Map<String, Integer> counted() {
    return counted;
  }

  /** Returns the registry; knows {@code counter} and {@code timer}. */
  public MetricRegistry registry() {
    return made(
        MetricRegistry.class,
        (method, type, arguments) -> {
          String labels =
              Arrays.stream((Tag[]) arguments[1])
                  .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                  .sorted()
                  .collect(Collectors.joining(","));
          String name = ((Metadata) arguments[0]).getName() + "{" + labels + "}";
          return made(type, (call, none, values) -> counted.merge(name, 1, Integer::sum));
        });
  }

  private interface Answer {
    Object to(String method, Class<?> type, Object[] arguments);
  }

  private static <T> T made(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            KeptMetrics.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object given = answer.to(method.getName(), method.getReturnType(), arguments);
              return method.getReturnType() == void.class ? null : given;
            }));
  }
}
