package dev.homeroom.cache.redis;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.entry.StoredEntry;
import dev.homeroom.cache.entry.StoredForm;
import dev.homeroom.cache.entry.UnreadableEntryException;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.LookUps;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tier in Redis, shared by all instances: one JSON object per key, with a time to live.
 *
 * <p>No found value is trusted: an entry must name the requested key and this installation, carry
 * all tags of the key, and match its checksum. The reader compares its stamps. Every method throws
 * {@link TierFailedException} if Redis is not in use or does not answer within 300 ms.
 */
final class RedisTier implements Tier {
  /** The size of the part before a payload: 16 tags and a key of 512 bytes, some numbers. */
  private static final int HEADER_BYTES = 16 * 1024;

  private final Redis redis;
  private final KeySpace keys;
  private final EntryReader reader;
  private final Consumer<Collection<String>> forget;
  private final Clock clock;
  private final ThrottledWarning alarm;
  private final LargeKeys large = new LargeKeys();

  /** Makes the tier; {@code forget} deletes keys in the background. */
  RedisTier(
      Redis redis,
      KeySpace keys,
      EntryReader reader,
      Consumer<Collection<String>> forget,
      EntryReader.ClocksAndRecorder observed) {
    this.redis = redis;
    this.keys = keys;
    this.reader = reader;
    this.forget = forget;
    this.clock = observed.clock();
    this.alarm =
        new ThrottledWarning(
            observed.ticker(),
            "Redis answered with an entry that names another key. This means: another program wrote"
                + " it there, or replies were mixed up; it was not served, and the connection is"
                + " closed. Do: find out which other programs write to this Redis.");
  }

  @Override
  public Source source() {
    return Source.REDIS;
  }

  @Override
  public @Nullable CacheEntry get(CacheKey<?> key) {
    return getAll(List.of(key)).get(0);
  }

  @Override
  public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> wanted) {
    return lookUps().of(wanted);
  }

  @Override
  public LookUps lookUps() {
    Deadline deadline = redis.deadline();
    return wanted -> found(wanted, deadline);
  }

  private List<@Nullable CacheEntry> found(List<? extends CacheKey<?>> wanted, Deadline deadline) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<byte[]> names = new ArrayList<>(wanted.size());
    int expectedBytes = 0;
    int most = 0;
    for (CacheKey<?> key : wanted) {
      names.add(keys.of(key.text()));
      most = Math.max(most, key.region().maxBytes() + HEADER_BYTES);
      expectedBytes = Math.max(expectedBytes, large.bytesOf(key.text()));
    }
    List<String> bad = new ArrayList<>(0);
    try {
      return redis.ask(
          Commands.mget(
              names,
              expectedBytes,
              most,
              place -> bad.add(wanted.get(place).text()),
              values -> entries(wanted, values, bad)),
          deadline);
    } finally {
      if (!bad.isEmpty()) {
        forget.accept(bad);
      }
    }
  }

  /** Reads the entries while the connection is held, so that a wrong reply can close it. */
  private List<@Nullable CacheEntry> entries(
      List<? extends CacheKey<?>> wanted, List<byte @Nullable []> values, List<String> bad) {
    List<@Nullable CacheEntry> entries = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = values.get(i);
      entries.add(bytes == null ? null : entry(wanted.get(i), bytes, bad));
    }
    return entries;
  }

  private @Nullable CacheEntry entry(CacheKey<?> key, byte[] bytes, List<String> bad) {
    try {
      large.note(key.text(), bytes.length);
      return reader.read(key, bytes);
    } catch (UnreadableEntryException e) {
      bad.add(key.text());
      return null;
    } catch (WrongReplyException e) {
      bad.add(key.text());
      alarm.raise();
      throw e;
    }
  }

  @Override
  public void put(CacheEntry entry) {
    long ttlMillis = entry.staleUntilMillis() - clock.millis();
    if (ttlMillis <= 0) {
      return;
    }
    byte[] bytes = StoredForm.write(stored(entry));
    large.note(entry.key(), bytes.length);
    redis.ask(Commands.set(keys.of(entry.key()), bytes, ttlMillis));
  }

  private StoredEntry stored(CacheEntry entry) {
    return new StoredEntry(
        keys.installation().text(),
        entry.shape(),
        entry.key(),
        entry.stamps().asMap(),
        entry.loadedMillis(),
        entry.freshUntilMillis(),
        entry.staleUntilMillis(),
        entry.payload());
  }

  @Override
  public void removeAll(Collection<String> gone) {
    if (!gone.isEmpty()) {
      redis.ask(Commands.unlink(gone.stream().map(keys::of).toList()));
    }
  }

  /** Counts all keys of the Redis database, other programs' among them. */
  @Override
  public long size() {
    return redis.ask(Commands.dbsize());
  }
}
