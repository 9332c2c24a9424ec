package dev.homeroom.sql;

import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;

import jakarta.transaction.Transactional;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;

/**
 * Makes beans whose methods run in transactions where the source says {@code @Transactional}, and
 * only there: by subclasses, as the container does. An annotation that is forgotten is missing here
 * too.
 */
final class TransactedBeans {
  private static final String FIELD = "interceptor";
  private static final Map<Class<?>, Class<?>> SUBCLASSES = new ConcurrentHashMap<>();

  private final Interceptor interceptor;

  TransactedBeans(ContainerTransactions transactions) {
    this.interceptor = new Interceptor(transactions);
  }

  /** Makes a bean whose fields are not set yet. */
  Object make(Class<?> type) throws ReflectiveOperationException {
    boolean says =
        Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
            .flatMap(part -> Stream.of(part.getDeclaredMethods()))
            .anyMatch(method -> method.isAnnotationPresent(Transactional.class));
    Class<?> made = says ? SUBCLASSES.computeIfAbsent(type, TransactedBeans::subclass) : type;
    Constructor<?> constructor = made.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object bean = constructor.newInstance();
    if (says) {
      made.getField(FIELD).set(bean, interceptor);
    }
    return bean;
  }

  private static Class<?> subclass(Class<?> type) {
    try {
      return new ByteBuddy()
          .subclass(type)
          .modifiers(Modifier.PUBLIC)
          .defineField(FIELD, Interceptor.class, Modifier.PUBLIC)
          .method(isAnnotatedWith(Transactional.class))
          .intercept(MethodDelegation.toField(FIELD))
          .make()
          .load(
              type.getClassLoader(),
              ClassLoadingStrategy.UsingLookup.of(
                  MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
          .getLoaded();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the subclasses call. */
  public static final class Interceptor {
    private final ContainerTransactions transactions;

    private Interceptor(ContainerTransactions transactions) {
      this.transactions = transactions;
    }

    /** Runs the method of the bean. */
    @RuntimeType
    public Object run(@SuperCall Callable<?> method) throws Exception {
      return transactions.run(method);
    }
  }
}
