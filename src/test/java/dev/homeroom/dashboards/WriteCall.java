package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.http.Json;
import dev.homeroom.http.MergePatch;
import dev.homeroom.sql.TestBeans;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A call of a service's writing method, as an endpoint makes it.
 *
 * @param endpoint as JAX-RS names it, {@code PATCH /users/{id}}
 * @param callerId the person whose rights the service asks
 * @param service package, class and method, {@code users.UserService.patch}
 * @param arguments the others, in their order: bodies as JSON, {@code -} for null
 */
record WriteCall(String endpoint, String callerId, String service, List<String> arguments) {
  private static final String NULL = "-";

  static WriteCall of(String endpoint, String callerId, String service, String... arguments) {
    return new WriteCall(endpoint, callerId, service, List.of(arguments));
  }

  /** Calls it, inside the caller's transaction. */
  void run(TestBeans beans, AccessRecord caller) {
    int end = service.lastIndexOf('.');
    try {
      Class<?> type = Class.forName("dev.homeroom." + service.substring(0, end));
      Method method =
          Stream.of(type.getDeclaredMethods())
              .filter(each -> each.getName().equals(service.substring(end + 1)))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no method " + service));
      method.setAccessible(true);
      method.invoke(beans.get(type), parameters(method, caller));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(this + " failed: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(toString(), e);
    }
  }

  private Object[] parameters(Method method, AccessRecord caller) throws ClassNotFoundException {
    Deque<String> given = new ArrayDeque<>(arguments);
    List<Object> found = new ArrayList<>();
    for (Type type : method.getGenericParameterTypes()) {
      if (type == AccessRecord.class) {
        found.add(caller);
      } else if (type == Caller.class) {
        found.add(new Caller(caller));
      } else if (type == Actor.class) {
        found.add(AuditInstance.actor(caller));
      } else {
        found.add(parameter(type, given.remove()));
      }
    }
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("too many arguments: " + this);
    }
    return found.toArray();
  }

  private static Object parameter(Type type, String text) {
    if (text.equals(NULL)) {
      return null;
    }
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type instanceof Class<?> kind) {
      return kind.isEnum() ? constant(kind, text) : body(kind, text);
    }
    ParameterizedType generic = (ParameterizedType) type;
    return generic.getRawType() == List.class
        ? List.of(text.split(" ", -1))
        : patch((Class<?>) generic.getActualTypeArguments()[0], text);
  }

  private static Object constant(Class<?> kind, String name) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T body(Class<T> kind, String json) {
    return Json.readOptional(json.getBytes(StandardCharsets.UTF_8), kind, null);
  }

  private static <T> UnaryOperator<T> patch(Class<T> kind, String json) {
    return MergePatch.read(json.getBytes(StandardCharsets.UTF_8), kind)::applyTo;
  }
}
