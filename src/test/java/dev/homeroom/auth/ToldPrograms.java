package dev.homeroom.auth;

import dev.homeroom.cache.BackgroundWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Remembers what other programs are told. */
final class ToldPrograms implements BackgroundWriter {
  final List<RedisNote> notes = new CopyOnWriteArrayList<>();
  final List<Supplier<Stream<RedisNote>>> kept = new ArrayList<>();

  @Override
  public void write(RedisNote note) {
    notes.add(note);
  }

  @Override
  public void keepWritten(Supplier<Stream<RedisNote>> all) {
    kept.add(all);
  }

  /** Returns the keys that are written again now. */
  List<String> keysKept() {
    return kept.stream().flatMap(Supplier::get).map(RedisNote::key).toList();
  }
}
