package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The account of Homeroom's own in Redis, made by the commands of the page of keys. */
public final class AccountOfThePage {
  private static final Path PAGE = Path.of("docs/keys.md");
  private static final Pattern COMMAND =
      Pattern.compile("^ACL SETUSER homeroom [^`]+", Pattern.MULTILINE);

  private AccountOfThePage() {}

  /** Makes it, and forgets what Redis refused before. */
  public static void makeIn(RedisServer server) {
    String page;
    try {
      page = Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long commands =
        COMMAND
            .matcher(page)
            .results()
            .map(each -> each.group().strip().split("\\s+"))
            .peek(server::command)
            .count();
    assertThat(commands).as("the commands in %s", PAGE).isEqualTo(2);
    server.command("ACL", "LOG", "RESET");
  }

  /** Returns the address that logs in as it. */
  public static String url(RedisServer server) {
    return "redis://homeroom:change-me@127.0.0.1:" + server.port();
  }
}
