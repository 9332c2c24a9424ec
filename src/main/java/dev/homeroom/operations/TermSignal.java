package dev.homeroom.operations;

import java.lang.reflect.InvocationHandler;
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

  private TermSignal() throws ReflectiveOperationException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    signals = Class.forName("sun.misc.Signal", false, loader);
    handlers = Class.forName("sun.misc.SignalHandler", false, loader);
  }

  /**
   * Has every TERM run an action, on a thread of the JVM, instead of ending the process.
   *
   * @return what gives the signal its former meaning again
   * @throws ReflectiveOperationException if this JVM does not let signals be handled; they keep
   *     their meaning
   */
  static AutoCloseable handle(Runnable action) throws ReflectiveOperationException {
    TermSignal term = new TermSignal();
    InvocationHandler call =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> arguments != null && proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> NAME;
            };
    Object former =
        term.replace(
            Proxy.newProxyInstance(
                term.handlers.getClassLoader(), new Class<?>[] {term.handlers}, call));
    return () -> term.replace(former);
  }

  private @Nullable Object replace(@Nullable Object handler) throws ReflectiveOperationException {
    Object signal = signals.getConstructor(String.class).newInstance(NAME);
    return signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
  }
}
