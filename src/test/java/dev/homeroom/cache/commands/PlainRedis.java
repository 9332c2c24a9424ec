package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.testkit.RespClient;
import dev.homeroom.testkit.RespClient.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis behind a bare client: what the tiers are compared with. */
final class PlainRedis {
  private final RespClient client;
  private final String prefix;

  PlainRedis(RespClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  private byte[] name(String key) {
    return bytes(prefix + key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the reply, with texts as ISO 8859-1. */
  Object reply(CommandCall call) {
    List<byte[]> words = new ArrayList<>(List.of(bytes(call.verb().name())));
    call.keys().forEach(key -> words.add(name(key)));
    words.addAll(call.arguments());
    if (call.verb() == CommandVerb.SET && call.ttlMillis() != 0) {
      words.add(bytes("PX"));
      words.add(bytes(Long.toString(call.ttlMillis())));
    }
    client.send(words);
    return plain(client.read());
  }

  private static @Nullable Object plain(Reply reply) {
    if (reply.isError()) {
      return new CommandRefusal(reply.text());
    }
    return switch (reply.type()) {
      case '_' -> null;
      case ':' -> reply.number();
      case '*' -> {
        List<@Nullable Object> all = new ArrayList<>();
        reply.list().forEach(one -> all.add(plain(one)));
        yield all;
      }
      default -> reply.latin1();
    };
  }

  /** Lets time pass for some keys. */
  void pass(Duration time, List<String> keys) {
    for (String key : keys) {
      long left = (Long) reply(CommandCall.of(CommandVerb.PTTL, key));
      if (left >= 0) {
        long end = System.currentTimeMillis() + left - time.toMillis();
        client.send(List.of(bytes("PEXPIREAT"), name(key), bytes(Long.toString(end))));
        client.read();
      }
    }
  }
}
