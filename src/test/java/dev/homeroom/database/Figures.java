package dev.homeroom.database;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A table of figures, read through the cache and written with tags: what the protocol guards. */
final class Figures {
  /** A committed figure. */
  record Figure(long n) {}

  static final Region<Figure> REGION =
      Region.of("figures", Figure.class, "figure:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  final AtomicInteger loads = new AtomicInteger();
  private final DataSource dataSource;

  Figures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  static void createTable(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection
          .createStatement()
          .execute("create table figure (id varchar(40) primary key, n bigint)");
    }
  }

  static void create(DataSource dataSource, String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into figure values (?, 0)")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
  }

  static Tag tag(String id) {
    return Tag.of("figure", id);
  }

  static CacheKey<Figure> key(String id) {
    return REGION.key(Scope.DISTRICT, () -> List.of(tag(id)), id);
  }

  static Node.Work increment(String id) {
    return connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("update figure set n = n + 1 where id = ?")) {
        update.setString(1, id);
        update.executeUpdate();
      }
    };
  }

  long committed(String id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select n from figure where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Figure load(String id, LoadScope scope) {
    loads.incrementAndGet();
    return new Figure(committed(id));
  }
}
