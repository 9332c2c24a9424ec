package dev.homeroom.operations;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;

/** Checks that the port is free: with a taken one Liberty would run on without serving requests. */
@ApplicationScoped
class PortCheck {
  @Inject Settings settings;

  void check(@Observes @Priority(10) Startup event) {
    ListenAddress address = ListenAddress.of(settings);
    try {
      tryToBind(address);
    } catch (IOException e) {
      if (OwnSockets.listenOn(address.port())) {
        // The application was deployed or restarted in a server that listens already.
        return;
      }
      throw new IllegalStateException(
          "port %s on %s cannot be used (%s); set HTTP_PORT to another."
              .formatted(address.port(), address.host(), e.getMessage()));
    }
  }

  /** Opens and closes a socket with the options that Liberty will use. */
  static void tryToBind(ListenAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address.toBind());
    }
  }
}
