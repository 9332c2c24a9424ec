package dev.homeroom.sql;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of EclipseLink and SQL together, on one connection, without a container: what
 * {@code @Transactional} and Liberty's data source do for the beans. Each thread has its own, and
 * outside of {@link #run} a connection for each call.
 */
public final class TestTransactions implements AutoCloseable {
  /** What a caller inside may not do to the connection. */
  private static final Set<String> OURS = Set.of("close", "commit", "rollback", "setAutoCommit");

  private final DataSource database;
  private final EntityManagerFactory factory;
  private final Map<Thread, Open> running = new ConcurrentHashMap<>();

  private record Open(Connection connection, EntityManager entities) {}

  /** Begins with the schema that is there. */
  public TestTransactions(DataSource database, Class<?>... entityClasses) {
    this.database = database;
    // As a server does it: by itself EclipseLink 5.0.0 cannot check META-INF/persistence.xml.
    SEPersistenceUnitInfo unit = new SEPersistenceUnitInfo();
    unit.setPersistenceUnitName("homeroom");
    unit.setPersistenceUnitRootUrl(TestTransactions.class.getResource("/"));
    unit.setTransactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL);
    unit.setNonJtaDataSource(dataSource());
    unit.setClassLoader(TestTransactions.class.getClassLoader());
    unit.setExcludeUnlistedClasses(true);
    unit.setManagedClassNames(Stream.of(entityClasses).map(Class::getName).toList());
    unit.setSharedCacheMode("NONE");
    Properties properties = new Properties();
    properties.put("eclipselink.weaving", "false");
    properties.put("eclipselink.jdbc.batch-writing", "JDBC");
    properties.put("eclipselink.logging.level", "WARNING");
    unit.setProperties(properties);
    this.factory = new PersistenceProvider().createContainerEntityManagerFactory(unit, Map.of());
  }

  /** Returns the data source of the beans. */
  public DataSource dataSource() {
    return proxy(DataSource.class, (proxy, method, arguments) -> ofDataSource(method, arguments));
  }

  /** Returns the beans' entity manager, which knows the entities of the running transaction. */
  public EntityManager entities() {
    return proxy(
        EntityManager.class,
        (proxy, method, arguments) -> {
          Open open = running.get(Thread.currentThread());
          if (open == null) {
            throw new IllegalStateException("no transaction");
          }
          return call(open.entities(), method, arguments);
        });
  }

  /** Runs work in a transaction, which an exception rolls back. */
  public <T> T run(Supplier<T> work) {
    try (Connection opened = database.getConnection();
        EntityManager made = factory.createEntityManager()) {
      opened.setAutoCommit(false);
      running.put(Thread.currentThread(), new Open(opened, made));
      made.getTransaction().begin();
      boolean done = false;
      try {
        T result = work.get();
        made.getTransaction().commit();
        opened.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          if (made.getTransaction().isActive()) {
            made.getTransaction().rollback();
          }
          opened.rollback();
        }
        opened.setAutoCommit(true);
        running.remove(Thread.currentThread());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object ofDataSource(Method method, Object @Nullable [] arguments) throws Throwable {
    Open open = running.get(Thread.currentThread());
    if (!method.getName().equals("getConnection") || open == null) {
      return call(database, method, arguments);
    }
    return proxy(
        Connection.class,
        (proxy, called, given) ->
            OURS.contains(called.getName()) ? null : call(open.connection(), called, given));
  }

  private static Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TestTransactions.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void close() {
    factory.close();
  }
}
