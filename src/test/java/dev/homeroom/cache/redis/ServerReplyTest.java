package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.RedisServerFigures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** INFO tells what it has; what is not there, or is odd, is as if it were not told. */
class ServerReplyTest {
  private static ServerReply reply(String text) {
    return new ServerReply(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void info_itsFields_areRead() {
    ServerReply reply =
        reply(
            "# Server\r\nrun_id:"
                + "0123456789abcdef".repeat(2)
                + "01234567\r\nuptime_in_seconds:3600\r\n# Clients\r\nconnected_clients:5\r\n"
                + "used_memory_human:10.50M\r\n# Keyspace\r\ndb0:keys=12,expires=3,avg_ttl=0\r\n"
                + "db10:keys=99,expires=3,avg_ttl=0\r\n");
    assertThat(reply.runId()).hasSize(40);
    assertThat(reply.figures(0)).isEqualTo(new RedisServerFigures("10.50M", 5, 3_600, 12));
    assertThat(reply.figures(10).keys()).isEqualTo(99);
    assertThat(reply.figures(1).keys()).isZero();
  }

  @Test
  void info_withoutThem_orWithOddOnes_tellsNothing() {
    for (String text : new String[] {"", "run_id:x\nconnected_clients:-1\ndb0:keys=x\n:\n::"}) {
      assertThat(reply(text).runId()).isEmpty();
      assertThat(reply(text).figures(0)).isEqualTo(new RedisServerFigures("", 0, 0, 0));
    }
  }
}
