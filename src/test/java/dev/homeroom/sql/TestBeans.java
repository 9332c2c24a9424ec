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

  private Object make(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object bean = constructor.newInstance();
      beans.put(type, bean);
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          field.set(bean, get(field.getType()));
        } else if (field.isAnnotationPresent(PersistenceContext.class)
            && beans.containsKey(EntityManager.class)) {
          field.setAccessible(true);
          field.set(bean, beans.get(EntityManager.class));
        }
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }
}
