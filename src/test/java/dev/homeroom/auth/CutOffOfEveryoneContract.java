package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.TestInstance;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.users.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The statements of docs/when-the-database-is-down.md that raise the cut-off of everyone, as they
 * stand there: a server that polls refuses every token from before, and accepts new ones.
 */
abstract class CutOffOfEveryoneContract {
  private static final Path PAGE = Path.of("docs/when-the-database-is-down.md");
  private static final Person ANN = new Person("42", "Ann", "1", Set.of("TEACHER"), true);
  private static final AccessRecord RECORD =
      TestRecords.of(
          "42", "Ann", "1", Set.of("TEACHER"), Set.of(), true, "7", Set.of(), Set.of(), Set.of());

  private final ManualTime time = ManualTime.standing();
  private final RevocationSet revocations = new RevocationSet(time, () -> 1);
  private HikariDataSource pool;
  private Queries queries;
  private TestInstance server;
  private TokenCheck check;
  private String update;
  private String insert;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  /** Returns a statement as the page wants it for the kind. */
  String worded(String statement) {
    return statement;
  }

  @BeforeEach
  void make() {
    List<String> statements = statements();
    assertThat(statements).hasSize(2);
    update = worded(statements.get(0));
    insert = worded(statements.get(1));
    pool = address().pool(4);
    TestDatabase.migrate(pool, kind(), "latest");
    queries = new Queries(pool);
    server = new TestInstance(pool, kind(), time);
    revocations.readAt(1);
    check =
        new TokenCheck(
            new TokenCheck.Knowledge(
                Tokens.KEYS,
                revocations,
                server.known(),
                id -> Optional.of(RECORD),
                (result, basis) -> {}),
            Tokens.CONFIG,
            time,
            new VerifiedTokens(10));
  }

  @AfterEach
  void close() {
    server.close();
    pool.close();
  }

  /** Returns the statements of the page's chapter, without comments. */
  private static List<String> statements() {
    String page;
    try {
      page = Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String chapter = page.split("\n## Raise the cut-off of everyone\n", -1)[1].split("\n## ", 2)[0];
    String block = chapter.split("```sql\n", -1)[1].split("```", 2)[0];
    String code =
        block.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return Arrays.stream(code.split(";", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  @Test
  void everyOldToken_isRefused_andANewOneIsAccepted_theFirstTimeAndTheNext() {
    String first = login();
    assertThat(isAccepted(first)).isTrue();

    assertThat(queries.update(update)).as("nobody was ever cut off").isZero();
    assertThat(queries.update(insert)).isOne();
    assertThat(isAccepted(first)).as("before the next poll").isTrue();
    server.poll();
    assertThat(isAccepted(first)).isFalse();
    String second = login();
    assertThat(isAccepted(second)).isTrue();

    // Long ago, so that a poll finds the row only if the statement says that it has changed.
    queries.update("update generation set changed_at = timestamp '2020-01-01 00:00:00'");
    server.poll();
    assertThat(queries.update(update)).isOne();
    server.poll();
    assertThat(isAccepted(second)).isFalse();
    assertThat(isAccepted(first)).isFalse();
    assertThat(isAccepted(login())).isTrue();
  }

  /** A restore brings the row back to where it was, or takes it away. */
  @Test
  void tokenFromBetweenTwoRestores_isRefused() {
    queries.update(insert);
    server.poll();
    String between = login();
    queries.update("delete from generation where tag = 'cut:everyone'");
    queries.update(insert);
    server.poll();
    assertThat(isAccepted(between)).isFalse();

    queries.update("update generation set generation = 9 where tag = 'cut:everyone'");
    queries.update(update);
    server.poll();
    String again = login();
    queries.update("update generation set generation = 9 where tag = 'cut:everyone'");
    queries.update(update);
    server.poll();
    assertThat(isAccepted(again)).isFalse();
  }

  /** Issues a token under the numbers that the server knows. */
  private String login() {
    List<Tag> tags = CutOffs.of(ANN);
    Stamps stamps = server.known().stampsOf(tags);
    Map<String, Long> cut = new HashMap<>();
    for (int i = 0; i < stamps.size(); i++) {
      cut.put(stamps.tag(i), stamps.generation(i));
    }
    return Tokens.issue(Tokens.KEYS, time, ANN, cut);
  }

  private boolean isAccepted(String token) {
    return check.judge(token) instanceof TokenVerdict.AcceptedToken;
  }
}
