package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.RedisFlush;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deletes the keys under the prefix, page by page; another environment's begin differently. */
final class PrefixFlush implements RedisFlush {
  private static final int PAGE = 500;

  /** What stands behind the prefix: district, a school, commands. */
  private static final String SCOPE = "(d|c|s[0-9]+):.*";

  /** Notes of revoked tokens, the list of installations, and canaries that are under way. */
  private static final String KEPT = "d:(blacklist|canary|installations)(:.*)?";

  private final Redis redis;
  private final KeySpace keys;
  private final InstallationList installations;

  PrefixFlush(Redis redis, KeySpace keys, InstallationList installations) {
    this.redis = redis;
    this.keys = keys;
    this.installations = installations;
  }

  @Override
  public String prefix() {
    return keys.prefix();
  }

  @Override
  public long otherInstallations() {
    return installations.others();
  }

  @Override
  public long flush() {
    long deleted = 0;
    String cursor = "0";
    do {
      KeyPage page = redis.ask(KeyScan.page(keys.patternOfAll(), cursor, PAGE));
      List<byte[]> names =
          page.keys().stream()
              .filter(this::goes)
              .map(name -> name.getBytes(StandardCharsets.UTF_8))
              .toList();
      if (!names.isEmpty()) {
        deleted += redis.ask(Commands.unlink(names));
      }
      cursor = page.cursor();
    } while (!cursor.equals("0"));
    return deleted;
  }

  private boolean goes(String name) {
    String rest = name.substring(keys.prefix().length());
    return matches(rest, SCOPE) && !matches(rest, KEPT);
  }

  private static boolean matches(String text, String pattern) {
    // Keys of commands may have any characters, line feeds too.
    return text.matches("(?s)" + pattern);
  }
}
