package dev.homeroom.operations;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.function.Consumer;

/** Ends the server when a part of its start fails; Liberty would stay up without Homeroom. */
public class StartGuard implements Extension {
  /** Wraps every observer of the application's start. */
  void guard(@Observes ProcessObserverMethod<Startup, ?> found) {
    ObserverMethod<Startup> observer = found.getObserverMethod();
    found
        .configureObserverMethod()
        .notifyWith(event -> run(() -> observer.notify(event), StartFailure::end));
  }

  /** Runs a part of the start; an Error ends the server too. */
  static void run(Runnable part, Consumer<Throwable> end) {
    try {
      part.run();
    } catch (Throwable e) {
      end.accept(e);
    }
  }
}
