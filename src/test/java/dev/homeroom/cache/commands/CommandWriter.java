package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One caller who changes keys of its own by every command, and knows what each may be: the value of
 * its last write, or nothing. Counts what it raised.
 */
final class CommandWriter implements Runnable {
  private static final int KEYS = 8;

  private final String name;
  private final TestCommands instance;
  private final CacheCommands<String> commands;
  private final AtomicBoolean goesOn;
  private final Random random;
  private final Map<String, String> last = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private long number;
  private long raised;

  CommandWriter(String name, TestCommands instance, AtomicBoolean goesOn, long seed) {
    this.name = name;
    this.instance = instance;
    this.commands = instance.texts();
    this.goesOn = goesOn;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    while (goesOn.get()) {
      step();
    }
  }

  /** The same with a pause after each command. */
  Runnable slowly(Duration pause) {
    return () -> {
      while (goesOn.get()) {
        step();
        LockSupport.parkNanos(pause.toNanos());
      }
    };
  }

  private void step() {
    String key = name + ":" + random.nextInt(KEYS);
    String value = Long.toString(++number);
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        commands.set("s" + key, value);
        last.put("s" + key, value);
      }
      case 2 -> {
        commands.delete("s" + key);
        last.remove("s" + key);
      }
      case 3 -> {
        commands.hset("h" + key, "field", value);
        last.put("h" + key, value);
      }
      case 4 -> {
        commands.mset(Map.of("s" + key, value, "s" + key + "b", value));
        last.put("s" + key, value);
        last.put("s" + key + "b", value);
      }
      case 5 -> {
        commands.rpush("l" + key, List.of(value));
        last.put("l" + key, value);
      }
      case 6 -> {
        commands.incr("c" + name);
        raised++;
      }
      default -> look(key);
    }
  }

  private void look(String key) {
    check("s" + key, commands.get("s" + key));
    check("s" + key + "b", commands.mget(List.of("s" + key + "b")).get(0));
    check("h" + key, commands.hget("h" + key, "field"));
    List<String> end = commands.lrange("l" + key, -1, -1);
    check("l" + key, end.isEmpty() ? null : end.get(0));
  }

  private void check(String key, String found) {
    if (found != null && !found.equals(last.get(key))) {
      wrong.add(key + " is " + found + " after " + last.get(key));
    }
  }

  /** Reads all keys once more; returns what was found and is older than the last write. */
  List<String> wrong() {
    for (int i = 0; i < KEYS; i++) {
      look(name + ":" + i);
    }
    return wrong;
  }

  /** Returns how often its counter was raised. */
  long raised() {
    return raised;
  }

  /** Returns what its counter is now in Redis. */
  long counted() {
    String text = instance.readsOfRedis().get("c" + name);
    return text == null ? 0 : Long.parseLong(text);
  }
}
