package dev.homeroom.cache.redis;

import dev.homeroom.cache.Circuit;
import dev.homeroom.cache.GenerationPush;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.TierFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other instances of replaced tags and deletes keys, on a thread of its own: no writer
 * waits for Redis after its commit. What does not fit into its queue, or cannot be sent, is
 * dropped: it would only have hastened what the others read from the database.
 */
final class Announcer implements GenerationPush, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Announcer.class.getName());
  private static final int QUEUE = 1_000;
  private static final int GATHERED = 100;
  private static final String KEY_TAG = "key:";

  private final Circuit circuit;
  private final Redis redis;
  private final KeySpace keys;
  private final PushMessage.Sender sender;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  /** Tags to be named and keys to be deleted. */
  private record Work(List<String> tags, List<String> keys) {}

  Announcer(
      Circuit circuit,
      Redis redis,
      KeySpace keys,
      PushMessage.Sender sender,
      ThreadFactory threads) {
    this.circuit = circuit;
    this.redis = redis;
    this.keys = keys;
    this.sender = sender;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  @Override
  public void announce(Collection<Tag> tags) {
    List<String> names = new ArrayList<>(tags.size());
    List<String> named = new ArrayList<>();
    for (Tag tag : tags) {
      names.add(tag.name());
      if (tag.name().startsWith(KEY_TAG)) {
        named.add(tag.name().substring(KEY_TAG.length()));
      }
    }
    offer(new Work(names, named));
  }

  /** Deletes keys whose values are none of ours. */
  void forget(Collection<String> gone) {
    offer(new Work(List.of(), List.copyOf(gone)));
  }

  private void offer(Work work) {
    if (circuit.isClosed() && !queue.offer(work)) {
      LOGGER.log(System.Logger.Level.DEBUG, "the announcer's queue is full: dropped");
    }
  }

  private void run() {
    while (!closed) {
      try {
        Work first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          List<Work> gathered = new ArrayList<>(List.of(first));
          queue.drainTo(gathered, GATHERED);
          send(gathered);
        }
      } catch (InterruptedException e) {
        return;
      } catch (TierFailedException e) {
        LOGGER.log(System.Logger.Level.DEBUG, "not announced: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "Announcing tags failed. This means: other servers see these changes up to 2 s late."
                + " Do: report this.",
            e);
      }
    }
  }

  private void send(List<Work> gathered) {
    List<String> tags = gathered.stream().flatMap(work -> work.tags().stream()).distinct().toList();
    List<byte[]> gone =
        gathered.stream().flatMap(work -> work.keys().stream()).distinct().map(keys::of).toList();
    for (byte[] message : sender.messages(tags)) {
      redis.ask(Commands.publish(keys.channel(), message));
    }
    if (!gone.isEmpty()) {
      redis.ask(Commands.unlink(gone));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
