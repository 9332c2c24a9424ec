package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.CriticalRows.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands of critical keys from their rows of the database, through stamped entries, and
 * passes all others on. A write is done when its row is committed; within a transaction with that.
 * So no state of Redis, and no end of a process, loses a critical key or brings an old value back.
 *
 * <p>Only strings: other types are refused. If the database is away, reads answer while an entry is
 * valid, and everything else fails.
 */
final class CriticalCommands implements CommandTier {
  private static final byte[] OK = {'O', 'K'};
  private static final CommandRefusal STRINGS_ONLY =
      new CommandRefusal("ERR critical keys hold strings");

  private final CriticalKeys critical;
  private final CommandTier others;
  private final CriticalEntries entries;
  private final CriticalRows rows;
  private final Clock clock;

  CriticalCommands(
      CriticalKeys critical,
      CommandTier others,
      CriticalEntries entries,
      CriticalRows rows,
      Clock clock) {
    this.critical = critical;
    this.others = others;
    this.entries = entries;
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    if (calls.stream().noneMatch(this::isCritical)) {
      return others.run(calls);
    }
    return SplitBatch.run(calls, critical::matches, this::one, others::run);
  }

  @Override
  public @Nullable Object get(String key) {
    return critical.matches(key) ? CommandTier.super.get(key) : others.get(key);
  }

  private boolean isCritical(CommandCall call) {
    for (String key : call.keys()) {
      if (critical.matches(key)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object one(CommandCall call) {
    try {
      return switch (call.verb()) {
        case GET -> bytes(entries.find(call.key()));
        case MGET -> mget(call);
        case EXISTS -> entries.find(call.key()) == null ? 0L : 1L;
        case PTTL -> ttl(entries.find(call.key()));
        case SET -> set(call);
        case DEL -> changed(call.key(), old -> null);
        case PEXPIRE -> expire(call);
        case INCRBY -> incrBy(call);
        default -> STRINGS_ONLY;
      };
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  private static byte @Nullable [] bytes(@Nullable Row row) {
    return row == null ? null : row.value();
  }

  private List<@Nullable Object> mget(CommandCall call) {
    List<@Nullable Object> values = new ArrayList<>(1);
    values.add(bytes(entries.find(call.key())));
    return values;
  }

  private long ttl(@Nullable Row row) {
    if (row == null) {
      return -2;
    }
    long end = row.expiresAtMillis();
    return end == Long.MAX_VALUE ? -1 : Math.max(0, end - clock.millis());
  }

  private byte[] set(CommandCall call) {
    Row row = new Row(call.arguments().get(0), endOf(call.ttlMillis()));
    changed(call.key(), old -> row);
    return OK;
  }

  /** Returns when what lives so long from now ends; 0 stands for never. */
  private long endOf(long ttlMillis) {
    if (ttlMillis < 0 || ttlMillis > Long.MAX_VALUE - clock.millis()) {
      throw new RefusedException(Refusals.invalidExpiry("set"));
    }
    return ttlMillis == 0 ? Long.MAX_VALUE : clock.millis() + ttlMillis;
  }

  private long expire(CommandCall call) {
    long millis = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
    if (millis > Long.MAX_VALUE - clock.millis()) {
      throw new RefusedException(Refusals.invalidExpiry("pexpire"));
    }
    return changed(
        call.key(),
        old -> old == null || millis <= 0 ? null : new Row(old.value(), clock.millis() + millis));
  }

  private long incrBy(CommandCall call) {
    long by = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
    long[] sum = new long[1];
    changed(
        call.key(),
        old -> {
          sum[0] =
              old == null
                  ? by
                  : WholeNumber.sum(WholeNumber.of(old.value(), Refusals.NO_INTEGER), by);
          long end = old == null ? endOf(call.ttlMillis()) : old.expiresAtMillis();
          return new Row(WholeNumber.text(sum[0]), end);
        });
    return sum[0];
  }

  /** Changes a row; returns 1 if it was there, else 0. */
  private long changed(String key, UnaryOperator<@Nullable Row> change) {
    long[] found = new long[1];
    rows.change(
        CriticalEntries.named(key),
        entries.tag(key),
        old -> {
          found[0] = old == null ? 0 : 1;
          return change.apply(old);
        });
    return found[0];
  }

  /** Answers with critical keys first, then with the others. */
  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    return CriticalScan.scan(cursor, rows, others, pattern, count);
  }
}
