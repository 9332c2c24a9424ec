package dev.homeroom.sql;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Beans without a container: makes each once and sets its injected fields. */
public final class TestBeans {
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final Map<Class<?>, Class<?>> kinds = new HashMap<>();
  private Maker maker = TestBeans::bare;

  @FunctionalInterface
  private interface Maker {
    Object make(Class<?> type) throws ReflectiveOperationException;
  }

  /** Begins with the beans that tests replace. */
  public TestBeans(DataSource dataSource, Clock clock) {
    beans.put(Queries.class, new Queries(dataSource));
    beans.put(AuditLog.class, AuditInstance.log(dataSource));
    beans.put(Clock.class, clock);
  }

  /** Begins with beans that write, whose callers run in transactions. */
  public TestBeans(TestTransactions transactions, Clock clock) {
    this(transactions.dataSource(), clock);
    beans.put(EntityManager.class, transactions.entities());
  }

  /** Begins with beans that are in transactions where they say so. */
  public TestBeans(ContainerTransactions transactions, Clock clock) {
    this(transactions.dataSource(), clock);
    maker = new TransactedBeans(transactions)::make;
  }

  /** Makes beans of a subclass instead. */
  public TestBeans ofKind(Class<?> type, Class<?> subclass) {
    kinds.put(type, subclass);
    return this;
  }

  /** Gives a bean instead of the one that would be made. */
  public <T> TestBeans with(Class<T> type, T bean) {
    beans.put(type, bean);
    return this;
  }

  /** Returns the bean of a class. */
  public <T> T get(Class<T> type) {
    Object known = beans.get(type);
    return type.cast(known != null ? known : make(type));
  }

  private static Object bare(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private Object make(Class<?> type) {
    try {
      Class<?> kind = kinds.getOrDefault(type, type);
      Object bean = maker.make(kind);
      beans.put(type, bean);
      for (Class<?> part = kind; part != null; part = part.getSuperclass()) {
        setFields(bean, part);
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  private void setFields(Object bean, Class<?> part) throws IllegalAccessException {
    for (Field field : part.getDeclaredFields()) {
      if (field.isAnnotationPresent(Inject.class)) {
        field.setAccessible(true);
        field.set(bean, get(field.getType()));
      } else if (field.isAnnotationPresent(PersistenceContext.class)
          && beans.containsKey(EntityManager.class)) {
        field.setAccessible(true);
        field.set(bean, beans.get(EntityManager.class));
      }
    }
  }
}
