package dev.homeroom.cache.redis;

import static dev.homeroom.cache.redis.RedisTierTest.await;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.RedisServer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The background work with Redis goes on after whatever was thrown in it. */
class LoopsSurviveTest {
  private static final int TIMES = 5;
  private static RedisServer server;

  /** Runs out of memory at the first doubts. */
  private static final class OutOfMemory extends KnownCells {
    final AtomicInteger left = new AtomicInteger(TIMES);

    @Override
    public void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
      if (left.getAndDecrement() > 0) {
        throw new OutOfMemoryError("by the test");
      }
      super.doubt(tags, outcomeUnknown);
    }
  }

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void listener_outOfMemoryAtAMessage_saysThatItDoesNotHear_andListensAgain() {
    OutOfMemory known = new OutOfMemory();
    try (TestRedis hears = new TestRedis.Plan(server.url()).known(known).build().connected();
        TestRedis says = new TestRedis.Plan(server.url()).build().connected()) {
      await(hears::isListening);
      for (int left = TIMES; left > 0; left--) {
        int now = left;
        await(
            () -> {
              says.shared().push().announce(List.of(Tag.of("user", "1")));
              return known.left.get() < now;
            });
        await(hears::isListening);
      }
      await(
          () -> {
            says.shared().push().announce(List.of(Tag.of("user", "2")));
            return known.doubted.contains(Tag.of("user", "2"));
          });
    }
  }

  @Test
  void announcer_errorInWhatItIsGiven_goesOn() {
    AtomicInteger left = new AtomicInteger(TIMES);
    Instant until = Clock.systemUTC().instant().plusSeconds(100);
    try (TestRedis redis = new TestRedis.Plan(server.url()).build().connected()) {
      redis
          .shared()
          .writer()
          .keepWritten(
              () -> {
                if (left.getAndDecrement() > 0) {
                  throw new OutOfMemoryError("by the test");
                }
                return Stream.of(new RedisNote("d:kept", "{}", until));
              });
      for (int i = 0; i < TIMES; i++) {
        int wanted = TIMES - i;
        await(() -> left.get() < wanted);
        redis.shared().joined();
      }
      await(() -> server.command("EXISTS", "homeroom:d:kept").number() == 1);
    }
  }
}
