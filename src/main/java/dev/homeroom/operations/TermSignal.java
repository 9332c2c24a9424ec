package dev.homeroom.operations;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The signal TERM, by which systemd, Docker and an operator end a process. By itself the JVM begins
 * its shutdown at once, and Liberty closes its ports before any balancer can have noticed.
 *
 * <p>{@code sun.misc.Signal} is the JDK's only way (module {@code jdk.unsupported}); the compiler
 * warns of its name, which is why it is called by reflection.
 */
final class TermSignal {
  private static final String NAME = "TERM";

  private final Class<?> signals;
  private final Class<?> handlers;
  private final Object signal;
  private final @Nullable Object former;

  private TermSignal(Runnable action) throws ReflectiveOperationException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    signals = Class.forName("sun.misc.Signal", false, loader);
    handlers = Class.forName("sun.misc.SignalHandler", false, loader);
    signal = signals.getConstructor(String.class).newInstance(NAME);
    InvocationHandler call = (proxy, method, arguments) -> answer(proxy, method, arguments, action);
    former =
        replace(Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, call));
  }

  /**
   * Has every TERM run an action, on a thread of the JVM, instead of ending the process.
   *
   * @throws ReflectiveOperationException if this JVM does not let signals be handled; TERM keeps
   *     its meaning
   */
  static TermSignal handle(Runnable action) throws ReflectiveOperationException {
    return new TermSignal(action);
  }

  /** Gives TERM its former meaning again. */
  void release() throws ReflectiveOperationException {
    replace(former);
  }

  /** Gives TERM its former meaning again and sends it to this process, which so ends. */
  void passOn() throws ReflectiveOperationException {
    release();
    signals.getMethod("raise", signals).invoke(null, signal);
  }

  private @Nullable Object replace(@Nullable Object handler) throws ReflectiveOperationException {
    return signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
  }

  private static @Nullable Object answer(
      Object proxy, Method method, Object @Nullable [] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> NAME;
    };
  }
}
