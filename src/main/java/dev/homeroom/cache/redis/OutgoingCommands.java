package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Sends what {@link Announcer} has gathered, in as few commands as it takes. */
final class OutgoingCommands {
  private final Redis redis;
  private final KeySpace keys;
  private final PushMessage.Sender sender;
  private final Clock clock;

  OutgoingCommands(Redis redis, KeySpace keys, PushMessage.Sender sender, Clock clock) {
    this.redis = redis;
    this.keys = keys;
    this.sender = sender;
    this.clock = clock;
  }

  /** Announces the tags of batches, deletes their keys, then writes their values. */
  void send(List<OutgoingBatch> gathered) {
    List<String> tags = gathered.stream().flatMap(work -> work.tags().stream()).distinct().toList();
    List<byte[]> gone =
        gathered.stream().flatMap(work -> work.keys().stream()).distinct().map(keys::of).toList();
    for (byte[] message : sender.messages(tags)) {
      redis.ask(Commands.publish(keys.channel(), message));
    }
    if (!gone.isEmpty()) {
      redis.ask(Commands.unlink(gone));
    }
    set(gathered.stream().flatMap(work -> work.notes().stream()).toList());
  }

  /** Writes values that have not ended. */
  void set(List<RedisNote> notes) {
    List<Commands.SetCommand> settings = new ArrayList<>(notes.size());
    for (RedisNote note : notes) {
      long ttlMillis = note.until().toEpochMilli() - clock.millis();
      if (ttlMillis > 0) {
        byte[] json = note.json().getBytes(StandardCharsets.UTF_8);
        settings.add(Commands.SetCommand.of(keys.of(note.key()), json, ttlMillis));
      }
    }
    if (!settings.isEmpty()) {
      redis.ask(Commands.setAll(settings));
    }
  }
}
