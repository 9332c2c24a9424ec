package dev.homeroom.cache.redis;

import dev.homeroom.cache.RedisServerFigures;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The reply to INFO: lines of a name, a colon and a value (redis.io, "INFO"). */
final class ServerReply {
  /** A whole INFO has a few KB, and a line for each database and module. */
  static final ReplyLimit LIMIT = new ReplyLimit(0, 1_000_000);

  private static final String RUN_ID = "[0-9a-f]{40}";
  private static final String NUMBER = "[0-9]{1,18}";

  private final Map<String, String> fields = new HashMap<>();

  ServerReply(byte[] text) {
    new String(text, StandardCharsets.UTF_8).lines().forEach(this::read);
  }

  private void read(String line) {
    int colon = line.indexOf(':');
    if (colon >= 0) {
      fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static long number(String text) {
    return text.matches(NUMBER) ? Long.parseLong(text) : 0;
  }

  /** Returns the run id; empty if there is none. */
  String runId() {
    String found = field("run_id");
    return found.matches(RUN_ID) ? found : "";
  }

  /** Returns the figures of the server, with the keys of one of its databases. */
  RedisServerFigures figures(int database) {
    // Keyspace: db0:keys=12,expires=3,avg_ttl=0; nothing for an empty database.
    String keys = field("db" + database).replaceFirst("^keys=([0-9]+).*$", "$1");
    return new RedisServerFigures(
        field("used_memory_human"),
        number(field("connected_clients")),
        number(field("uptime_in_seconds")),
        number(keys));
  }
}
