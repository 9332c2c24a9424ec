package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.Waker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends the messages that follow a commit in the background, so that no writer waits for Redis:
 * names of replaced tags, keys to delete, values for other programs. It drops messages that do not
 * fit into its queue or cannot be sent: nothing in Homeroom depends on them.
 */
final class Announcer implements GenerationPush, BackgroundWriter, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Announcer.class.getName());
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("redis-announcer", "other servers see changes up to 2 s late.");

  private static final int QUEUE = 1_000;
  private static final int GATHERED = 100;
  private static final long LONGEST_PAUSE_MILLIS = 500;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
  private static final String KEY_TAG = "key:";

  private final Circuit circuit;
  private final OutgoingCommands commands;
  private final BlockingQueue<OutgoingBatch> queue = new ArrayBlockingQueue<>(QUEUE);
  private final RedisRewrite renewal;
  private final Waker waker = new Waker();
  private final BackgroundLoop loop;

  // Used by the loop's thread alone.
  private boolean more;

  /** Wakes the loop at its end. Made beforehand: an undeployed application loads no class then. */
  private static final OutgoingBatch NOTHING = new OutgoingBatch(List.of(), List.of(), List.of());

  Announcer(
      Circuit circuit,
      Redis redis,
      KeySpace keys,
      PushMessage.Sender sender,
      SharedRedis.ClocksAndLoops time) {
    this.circuit = circuit;
    this.commands = new OutgoingCommands(redis, keys, sender, time.clock());
    this.renewal = new RedisRewrite(circuit::redisRun, commands::set);
    this.loop = time.loops().start(NAME, waker, this::step);
  }

  @Override
  public void announce(Collection<Tag> tags) {
    List<String> names = tags.stream().map(Tag::name).toList();
    List<String> ofKeys = names.stream().filter(name -> name.startsWith(KEY_TAG)).toList();
    List<String> named = ofKeys.stream().map(name -> name.substring(KEY_TAG.length())).toList();
    offer(new OutgoingBatch(names, named, List.of()));
  }

  void forget(Collection<String> gone) {
    offer(new OutgoingBatch(List.of(), List.copyOf(gone), List.of()));
  }

  @Override
  public void write(RedisNote note) {
    offer(new OutgoingBatch(List.of(), List.of(), List.of(note)));
  }

  @Override
  public void keepWritten(Supplier<Stream<RedisNote>> all) {
    renewal.add(all);
  }

  /** Writes the kept values again, since Redis is in use again. */
  void renew() {
    renewal.begin();
  }

  private void offer(OutgoingBatch work) {
    if (circuit.isClosed() && !queue.offer(work)) {
      LOGGER.log(System.Logger.Level.DEBUG, "the announcer's queue is full: dropped");
    }
  }

  private void step() throws InterruptedException {
    try {
      OutgoingBatch first = queue.poll(more ? 0 : LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      more = false;
      if (first != null && !first.isEmpty()) {
        List<OutgoingBatch> gathered = new ArrayList<>(List.of(first));
        queue.drainTo(gathered, GATHERED);
        commands.send(gathered);
      }
      more = renewal.step();
    } catch (TierFailedException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "push not sent: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    waker.end(List.of(), Duration.ZERO);
    queue.offer(NOTHING);
    loop.close(CLOSE_WAIT);
  }
}
