package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Runs inside of Liberty, in the WAR as it ships: the cache beside real transactions of JTA. */
@ExtendWith(ArquillianExtension.class)
@ResourceLock("the server of Arquillian")
class InsideIT {
  private static final Region<Figure> REGION =
      Region.of("inside", Figure.class, "inside:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  @Inject CacheService cache;
  @Inject Writer writer;
  @Inject UserTransaction transaction;

  private final AtomicInteger loads = new AtomicInteger();
  private final Tag tag = Tag.of("inside", UUID.randomUUID().toString());
  private final CacheKey<Figure> key =
      REGION.key(Scope.DISTRICT, () -> List.of(tag), UUID.randomUUID().toString());

  /** What is cached here. */
  record Figure(int number) {}

  /** What the product's own services are: a bean whose methods are transactions. */
  @ApplicationScoped
  static class Writer {
    @Inject CacheService cache;

    @PersistenceContext(unitName = "homeroom")
    EntityManager entities;

    @Resource(lookup = "jdbc/homeroom")
    DataSource database;

    @Transactional
    void read(CacheKey<Figure> key) {
      cache.getOrLoad(key, scope -> new Figure(0));
    }

    @Transactional
    void invalidate(Tag tag) {
      cache.invalidate(List.of(tag));
    }

    @Transactional
    void invalidateAndFail(Tag tag) {
      cache.invalidate(List.of(tag));
      throw new IllegalStateException("rolled back");
    }

    /** Reads a sheet through EclipseLink as an entity, and returns its version. */
    @Transactional
    int version(long sheetId) {
      Class<?> sheet =
          entities.getMetamodel().getEntities().stream()
              .filter(type -> type.getName().equals("AttendanceSheet"))
              .findFirst()
              .orElseThrow()
              .getJavaType();
      Object found = entities.find(sheet, sheetId);
      Object version =
          entities.getEntityManagerFactory().getPersistenceUnitUtil().getVersion(found);
      return ((Number) version).intValue();
    }

    long number(String sql) throws SQLException {
      try (Connection connection = database.getConnection();
          var statement = connection.createStatement();
          var row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    }

    @Transactional
    int update(String sql) throws SQLException {
      try (Connection connection = database.getConnection();
          var statement = connection.createStatement()) {
        return statement.executeUpdate(sql);
      }
    }
  }

  @Deployment
  static WebArchive war() throws URISyntaxException {
    Path assertions =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ShrinkWrap.create(ZipImporter.class, "homeroom-inside.war")
        .importFrom(new File("target/homeroom.war"))
        .as(WebArchive.class)
        .addClasses(InsideIT.class, Writer.class, Figure.class)
        .addAsLibrary(assertions.toFile());
  }

  private Cached<Figure> ask() {
    return cache.getOrLoad(key, scope -> new Figure(loads.incrementAndGet()));
  }

  private void warm() {
    ask();
    assertThat(ask().outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void getOrLoad_insideATransactionalBean_throwsAndLoadsNothing() {
    assertThatThrownBy(() -> writer.read(key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a transaction");
    assertThat(cache.exists(key)).isFalse();
    warm();
    assertThatThrownBy(() -> writer.read(key)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void invalidate_inATransaction_voidsAtItsCommitAndNotBefore() throws Exception {
    warm();
    int before = loads.get();
    transaction.begin();
    cache.invalidate(List.of(tag));
    // Others see the old value, which is still the true one.
    assertThat(fromAnotherThread().outcome()).isEqualTo(Outcome.HIT);
    assertThat(loads).hasValue(before);
    transaction.commit();
    Cached<Figure> after = ask();
    assertThat(after.outcome()).isEqualTo(Outcome.MISS);
    assertThat(after.value()).isEqualTo(new Figure(before + 1));
    writer.invalidate(tag);
    assertThat(ask().value()).isEqualTo(new Figure(before + 2));
  }

  private Cached<Figure> fromAnotherThread() throws InterruptedException {
    List<Cached<Figure>> found = new CopyOnWriteArrayList<>();
    Thread thread = new Thread(() -> found.add(ask()));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    thread.join();
    return found.get(0);
  }

  @Test
  void invalidate_inATransactionThatIsRolledBack_voidsNothing() throws Exception {
    warm();
    int before = loads.get();
    transaction.begin();
    cache.invalidate(List.of(tag));
    transaction.rollback();
    assertThat(ask().outcome()).isEqualTo(Outcome.HIT);
    assertThatThrownBy(() -> writer.invalidateAndFail(tag)).hasMessage("rolled back");
    assertThat(ask().outcome()).isEqualTo(Outcome.HIT);
    assertThat(loads).hasValue(before);
  }

  @Test
  void entityThatPlainJdbcChanged_isSeenByTheNextRead() throws Exception {
    long sheet = writer.number("select min(id) from attendance_sheet");
    int version = writer.version(sheet);
    assertThat(writer.version(sheet)).isEqualTo(version);
    assertThat(
            writer.update("update attendance_sheet set version = version + 1 where id = " + sheet))
        .isEqualTo(1);
    assertThat(writer.version(sheet)).isEqualTo(version + 1);
  }
}
