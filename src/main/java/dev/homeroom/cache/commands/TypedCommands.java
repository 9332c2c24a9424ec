package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.ValueFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands as callers see them: makes calls, and values of their replies. */
final class TypedCommands<V> implements CacheCommands<V> {
  private final CommandTier tier;
  private final TypedCalls<V> calls;
  private final ValueCodec<V> codec;
  private final Rules rules;
  private final Making<V> making;

  /** Those of {@link #of}, so that all callers of a type share what is being made. */
  private final ConcurrentMap<Class<?>, TypedCommands<?>> others;

  /**
   * What holds for values of all types.
   *
   * @param defaultTtlMillis of keys that are made without one; 0 for none
   * @param longestWait for a value that another caller makes
   * @param json of values that are neither text nor bytes
   */
  record Rules(long defaultTtlMillis, Duration longestWait, ValueFormat json) {}

  TypedCommands(CommandTier tier, ValueCodec<V> codec, Rules rules) {
    this(tier, codec, rules, new ConcurrentHashMap<>());
  }

  private TypedCommands(
      CommandTier tier,
      ValueCodec<V> codec,
      Rules rules,
      ConcurrentMap<Class<?>, TypedCommands<?>> others) {
    this.tier = tier;
    this.calls = new TypedCalls<>(tier, codec, rules.defaultTtlMillis());
    this.codec = codec;
    this.rules = rules;
    this.making = new Making<>(rules.longestWait());
    this.others = others;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CacheCommands<T> of(Class<T> type) {
    return (CacheCommands<T>)
        others.computeIfAbsent(
            type,
            any -> new TypedCommands<>(tier, ValueCodec.json(rules.json(), type), rules, others));
  }

  private byte[] bytes(V value) {
    return CommandInput.value(codec.bytes(value));
  }

  private static byte[] text(String text) {
    return CommandInput.value(ValueCodec.TEXTS.bytes(text));
  }

  @Override
  public @Nullable V get(String key) {
    return calls.get(key);
  }

  @Override
  public void set(String key, V value) {
    calls.run(setting(key, value, rules.defaultTtlMillis()));
  }

  @Override
  public void set(String key, V value, Duration ttl) {
    calls.run(setting(key, value, CommandInput.ttlMillis(ttl, "set")));
  }

  private CommandCall setting(String key, V value, long ttlMillis) {
    return CommandCall.of(CommandVerb.SET, CommandInput.key(key), bytes(value)).living(ttlMillis);
  }

  @Override
  public @Nullable V getOrSet(String key, Duration ttl, Supplier<? extends @Nullable V> maker) {
    requireNoPipeline("getOrSet");
    V found = get(key);
    return found != null ? found : making.make(key, () -> made(key, ttl, maker));
  }

  private @Nullable V made(String key, Duration ttl, Supplier<? extends @Nullable V> maker) {
    // Another caller's may have been stored after the first look.
    V found = get(key);
    V made = found != null ? found : maker.get();
    if (found == null && made != null) {
      set(key, made, ttl);
    }
    return made;
  }

  @Override
  public long delete(String... keys) {
    return calls.number(CommandVerb.DEL, List.of(keys));
  }

  @Override
  public long exists(String... keys) {
    return calls.number(CommandVerb.EXISTS, List.of(keys));
  }

  @Override
  public boolean expire(String key, Duration ttl) {
    long millis = CommandInput.millis(ttl, "pexpire");
    return calls.number(CommandVerb.PEXPIRE, key, WholeNumber.text(millis)) == 1;
  }

  @Override
  public long ttlSeconds(String key) {
    long millis = ttlMillis(key);
    return millis < 0 ? millis : (millis + 500) / 1_000;
  }

  @Override
  public long ttlMillis(String key) {
    return calls.number(CommandVerb.PTTL, key);
  }

  @Override
  public Page scan(String cursor, String pattern, int count) {
    if (count < 1 || count > CommandInput.MAX_CALLS) {
      throw new IllegalArgumentException("count is " + count + ", 1 to 1,000 are allowed");
    }
    try {
      KeyPage page = tier.scan(CommandInput.cursor(cursor), CommandInput.key(pattern), count);
      return new Page(page.cursor(), page.keys());
    } catch (RefusedException e) {
      throw new CommandRefusedException(e.refusal().message());
    }
  }

  @Override
  public long incrBy(String key, long more) {
    return calls.number(CommandVerb.INCRBY, key, WholeNumber.text(more));
  }

  @Override
  public long decrBy(String key, long less) {
    if (less == Long.MIN_VALUE) {
      throw new CommandRefusedException(Refusals.DECREMENT_OVERFLOW);
    }
    return incrBy(key, -less);
  }

  @Override
  public @Nullable V hget(String key, String field) {
    return calls.value(CommandVerb.HGET, key, text(field));
  }

  @Override
  public boolean hset(String key, String field, V value) {
    return calls.number(CommandVerb.HSET, key, text(field), bytes(value)) == 1;
  }

  @Override
  public long hset(String key, Map<String, ? extends V> fields) {
    return calls.number(
        CommandVerb.HSET,
        key,
        words(
            fields.entrySet().stream()
                .flatMap(field -> Stream.of(text(field.getKey()), bytes(field.getValue())))));
  }

  private static byte[][] words(Stream<byte[]> words) {
    byte[][] all = words.toArray(byte[][]::new);
    if (all.length == 0 || all.length > 2 * CommandInput.MAX_CALLS) {
      throw new IllegalArgumentException("1 to 1,000 elements are allowed at once");
    }
    return all;
  }

  @Override
  public long hdel(String key, String... fields) {
    return calls.number(CommandVerb.HDEL, key, words(Stream.of(fields).map(TypedCommands::text)));
  }

  @Override
  public boolean hexists(String key, String field) {
    return calls.number(CommandVerb.HEXISTS, key, text(field)) == 1;
  }

  @Override
  public Map<String, V> hgetAll(String key) {
    return calls.fields(CommandCall.of(CommandVerb.HGETALL, CommandInput.key(key)));
  }

  @Override
  public long hincrBy(String key, String field, long more) {
    return calls.number(CommandVerb.HINCRBY, key, text(field), WholeNumber.text(more));
  }

  @Override
  public long lpush(String key, List<? extends V> elements) {
    return calls.number(CommandVerb.LPUSH, key, words(elements.stream().map(this::bytes)));
  }

  @Override
  public long rpush(String key, List<? extends V> elements) {
    return calls.number(CommandVerb.RPUSH, key, words(elements.stream().map(this::bytes)));
  }

  @Override
  public @Nullable V lpop(String key) {
    return calls.value(CommandVerb.LPOP, key);
  }

  @Override
  public @Nullable V rpop(String key) {
    return calls.value(CommandVerb.RPOP, key);
  }

  @Override
  public long llen(String key) {
    return calls.number(CommandVerb.LLEN, key);
  }

  @Override
  public List<V> lrange(String key, long first, long last) {
    List<V> elements = new ArrayList<>();
    for (V element :
        calls.values(
            CommandCall.of(
                CommandVerb.LRANGE,
                CommandInput.key(key),
                WholeNumber.text(first),
                WholeNumber.text(last)))) {
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  @Override
  public List<@Nullable V> mget(List<String> keys) {
    return calls.values(CommandCall.of(CommandVerb.MGET, CommandInput.keys(keys)));
  }

  @Override
  public void mset(Map<String, ? extends V> values) {
    setAll(values, rules.defaultTtlMillis());
  }

  @Override
  public void mset(Map<String, ? extends V> values, Duration ttl) {
    setAll(values, CommandInput.ttlMillis(ttl, "set"));
  }

  private void setAll(Map<String, ? extends V> values, long ttlMillis) {
    CommandInput.keys(List.copyOf(values.keySet()));
    List<CommandCall> settings = new ArrayList<>(values.size());
    values.forEach((key, value) -> settings.add(setting(key, value, ttlMillis)));
    tier.run(settings).forEach(TypedCalls::accepted);
  }

  @Override
  public List<@Nullable Object> pipelined(Consumer<CacheCommands<V>> pipeline) {
    requireNoPipeline("pipelined");
    RecordedCalls recorded = new RecordedCalls();
    pipeline.accept(new TypedCommands<>(recorded, codec, rules));
    List<CommandCall> sent = recorded.end();
    return new TypedReplies<>(codec).of(sent, tier.run(sent));
  }

  private void requireNoPipeline(String call) {
    if (tier instanceof RecordedCalls) {
      throw new IllegalStateException("no " + call + " in a pipeline");
    }
  }
}
