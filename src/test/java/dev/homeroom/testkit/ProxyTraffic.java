package dev.homeroom.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** Counts the requests that reached a proxy, in all and by the names of their commands. */
final class ProxyTraffic {
  /** Commands whose second word belongs to their name. */
  private static final Set<String> FAMILIES =
      Set.of(
          "ACL",
          "CLIENT",
          "CLUSTER",
          "COMMAND",
          "CONFIG",
          "DEBUG",
          "MEMORY",
          "OBJECT",
          "PUBSUB",
          "SCRIPT",
          "SENTINEL");

  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, AtomicInteger> byName = new ConcurrentHashMap<>();

  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  private record Watch(Predicate<List<String>> words, AtomicInteger seen) {}

  /** Counts one request. */
  void count(List<String> words) {
    requests.incrementAndGet();
    names(words)
        .forEach(
            name -> byName.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet());
    for (Watch watch : watches) {
      if (watch.words().test(words)) {
        watch.seen().incrementAndGet();
      }
    }
  }

  /** Returns a count of the requests of such words that come from now on. */
  IntSupplier watch(Predicate<List<String>> words) {
    Watch watch = new Watch(words, new AtomicInteger());
    watches.add(watch);
    return watch.seen()::get;
  }

  int requests() {
    return requests.get();
  }

  int requests(String name) {
    AtomicInteger count = byName.get(name.toUpperCase(Locale.ROOT));
    return count == null ? 0 : count.get();
  }

  /** Returns the names of a command: {@code CLIENT} and {@code CLIENT TRACKING}. */
  static List<String> names(List<String> words) {
    String first = words.get(0).toUpperCase(Locale.ROOT);
    return FAMILIES.contains(first) && words.size() > 1
        ? List.of(first, first + " " + words.get(1).toUpperCase(Locale.ROOT))
        : List.of(first);
  }
}
