package dev.homeroom.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.ShippedCommands;
import dev.homeroom.cache.monitoring.ShippedRecorder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The processor's time of a {@code get} in memory and of Caffeine's, in turn, on one thread: on a
 * machine that others use too, it says more than the time of day. Prints median and range of ten
 * rounds.
 */
final class ProcessorTimes {
  private static final int KEYS = 10_000;
  private static final int CALLS = 2_000_000;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 10;

  private ProcessorTimes() {}

  public static void main(String[] args) {
    Cache<String, String> plain = Caffeine.newBuilder().maximumSize(20_000).build();
    Cache<String, String> ending =
        Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofHours(1)).build();
    CacheCommands<String> alone = ShippedCommands.inMemory(false, ShippedRecorder.counting());
    CacheCommands<String> away = ShippedCommands.inMemory(true, ShippedRecorder.counting());
    String[] keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "bench:session:" + i;
      String value = "the value of " + i;
      plain.put(keys[i], value);
      ending.put(keys[i], value);
      alone.set(keys[i], value);
      away.set(keys[i], value);
    }
    Map<String, Function<String, String>> all = new LinkedHashMap<>();
    all.put("Caffeine", plain::getIfPresent);
    all.put("Caffeine, keys end", ending::getIfPresent);
    all.put("get, no Redis", alone::get);
    all.put("get, Redis away", away::get);
    Map<String, List<Double>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<String, Function<String, String>> each : all.entrySet()) {
        double nanos = nanosOfACall(each.getValue(), keys);
        if (round >= WARM_UP) {
          rounds.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(nanos);
        }
      }
    }
    rounds.forEach(ProcessorTimes::print);
    System.exit(0);
  }

  private static void print(String name, List<Double> rounds) {
    Collections.sort(rounds);
    System.out.printf(
        Locale.ROOT,
        "commands in memory, %s: %.0f ns a call (%.0f to %.0f)%n",
        name,
        rounds.get(ROUNDS / 2),
        rounds.get(0),
        rounds.get(ROUNDS - 1));
  }

  private static double nanosOfACall(Function<String, String> get, String[] keys) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    int random = 12_345;
    for (int i = 0; i < CALLS; i++) {
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      if (get.apply(keys[Math.floorMod(random, KEYS)]) == null) {
        throw new IllegalStateException("a key is not there");
      }
    }
    return (threads.getCurrentThreadCpuTime() - begun) / (double) CALLS;
  }
}
