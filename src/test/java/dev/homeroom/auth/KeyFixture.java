package dev.homeroom.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.auth.KeyNode.Mistake;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

/** A database with one signing key, and servers on it. */
final class KeyFixture implements AutoCloseable {
  final ManualTime time = ManualTime.standing();
  final Queries queries;
  private final DatabaseKind kind;
  private final HikariDataSource pool;
  private final List<KeyNode> nodes = new ArrayList<>();

  KeyFixture(DatabaseKind kind) {
    this.kind = kind;
    pool = Databases.migrated(kind).pool(12);
    queries = new Queries(pool);
    insertKey(pool);
    age();
  }

  /** Inserts a key as a first start does. */
  static void insertKey(DataSource database) {
    NewKey first = KeyNode.newKey();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(SigningKeyRows.INSERT)) {
      insert.setString(1, first.kid());
      insert.setString(2, first.publicText());
      insert.setString(3, first.privateText());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  DataSource dataSource() {
    return pool;
  }

  KeyNode node(Mistake mistake) {
    KeyNode made = new KeyNode(pool, kind, time, mistake);
    nodes.add(made);
    return made;
  }

  KeyNode node() {
    return node(Mistake.NONE);
  }

  /** Makes all keys an hour older, so that the current one may be replaced. */
  void age() {
    queries.update(
        "update signing_key set created_at = created_at - interval '1' hour, changed_at = default");
  }

  List<String> rows() {
    return queries.list(
        "select kid || alive || coalesce(cast(replaced_at as varchar(40)), '-') || private_key"
            + " from signing_key order by kid",
        row -> row.text(1));
  }

  /** Returns a token with another key's name in its header. */
  static String ofUnknownKey(String token, int number) {
    String[] parts = token.split("\\.", -1);
    String header =
        "{\"alg\":\"RS256\",\"kid\":\"unknown%08d\",\"typ\":\"at+jwt\"}".formatted(number);
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return text + "." + parts[1] + "." + parts[2];
  }

  @Override
  public void close() {
    nodes.forEach(KeyNode::close);
    pool.close();
  }
}
