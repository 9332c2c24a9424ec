package dev.homeroom.sql;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * outside of {@link #run} a connection for each call. They end as Liberty's JTA ends them: what is
 * registered while the registered ones run comes after them.
 */
public final class TestTransactions implements AutoCloseable {
  /** What a caller inside may not do to the connection. */
  private static final Set<String> OURS = Set.of("close", "commit", "rollback", "setAutoCommit");

  private final DataSource database;
  private final @Nullable EntityManagerFactory factory;
  private final Map<Thread, Open> running = new ConcurrentHashMap<>();

  /** A transaction. Its entities are null if the test has none. */
  private record Open(
      Connection connection,
      @Nullable EntityManager entities,
      List<Synchronization> last,
      Map<Object, Object> resources) {
    void begin() throws SQLException {
      connection.setAutoCommit(false);
      if (entities != null) {
        entities.getTransaction().begin();
      }
    }

    void commit() throws SQLException {
      if (entities != null) {
        entities.flush();
      }
      for (int i = 0; i < last.size(); i++) {
        last.get(i).beforeCompletion();
      }
      if (entities != null) {
        entities.getTransaction().commit();
      }
      connection.commit();
    }

    void rollBack() throws SQLException {
      if (entities != null && entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      connection.rollback();
    }
  }

  /** Begins with the schema that is there. */
  public TestTransactions(DataSource database, Class<?>... entityClasses) {
    this.database = database;
    this.factory = entityClasses.length == 0 ? null : factory(entityClasses);
  }

  private EntityManagerFactory factory(Class<?>... entityClasses) {
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
    return new PersistenceProvider().createContainerEntityManagerFactory(unit, Map.of());
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

  /** Sends what the running transaction has done to entities; does nothing without entities. */
  public void flush() {
    Open open = running.get(Thread.currentThread());
    if (open != null && open.entities() != null) {
      open.entities().flush();
    }
  }

  /** Returns the registry of its transactions. */
  public TransactionSynchronizationRegistry registry() {
    return proxy(
        TransactionSynchronizationRegistry.class,
        (proxy, method, arguments) -> ofRegistry(method.getName(), arguments));
  }

  private @Nullable Object ofRegistry(String method, Object @Nullable [] arguments) {
    Open open = running.get(Thread.currentThread());
    return switch (method) {
      case "getTransactionStatus" ->
          open == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
      case "getResource" -> open.resources().get(arguments[0]);
      case "putResource" -> open.resources().put(arguments[0], arguments[1]);
      case "registerInterposedSynchronization" -> {
        open.last().add((Synchronization) arguments[0]);
        yield null;
      }
      default -> throw new AssertionError(method);
    };
  }

  /** Runs work in a transaction, which an exception rolls back. */
  public <T> T run(Supplier<T> work) {
    try (Connection opened = database.getConnection();
        EntityManager made = factory == null ? null : factory.createEntityManager()) {
      Open open = new Open(opened, made, new ArrayList<>(), new HashMap<>());
      open.begin();
      running.put(Thread.currentThread(), open);
      boolean done = false;
      try {
        T result = work.get();
        open.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          open.rollBack();
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
    if (factory != null) {
      factory.close();
    }
  }
}
