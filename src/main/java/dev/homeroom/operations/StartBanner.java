package dev.homeroom.operations;

import dev.homeroom.auth.StartCodes;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.DaemonThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints the address and the logins, once the server listens and its own messages have ended. */
@ApplicationScoped
class StartBanner {
  private static final long LOOK_EVERY_MILLIS = 250;

  /** The checks without new messages after which they have ended. */
  private static final int QUIET_LOOKS = 6;

  private static final int MAX_LOOKS = 480;
  private static final int CONNECT_MILLIS = 200;
  private static final Path MESSAGES = Path.of("logs", "messages.log");

  @Inject Settings settings;
  @Inject StartCodes codes;

  private final CountDownLatch stopped = new CountDownLatch(1);

  void announce(@Observes @Priority(1000) Startup event) {
    ListenAddress address = ListenAddress.of(settings);
    List<String> lines = lines(settings, address, codes.takeLines());
    new DaemonThreads("announcement").newThread(() -> announce(address, lines)).start();
  }

  void stop(@Observes Shutdown event) {
    stopped.countDown();
  }

  @SuppressWarnings("SystemOut") // These lines are for the person at the console, not for the log.
  private void announce(ListenAddress address, List<String> lines) {
    long size = -1;
    int quiet = 0;
    for (int i = 0; i < MAX_LOOKS && quiet < QUIET_LOOKS; i++) {
      if (isStopped()) {
        return;
      }
      long now = messagesBytes();
      quiet = now == size && listens(address) ? quiet + 1 : 0;
      size = now;
    }
    System.out.println(String.join(System.lineSeparator(), lines));
  }

  private boolean isStopped() {
    try {
      return stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Returns the size of Liberty's log; 0 if it is not in its usual place. */
  private static long messagesBytes() {
    try {
      return Files.size(MESSAGES);
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean listens(ListenAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address.toConnect(), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static List<String> lines(Settings settings, ListenAddress address, List<String> codes) {
    List<String> lines = new ArrayList<>();
    lines.add("Homeroom is at " + address.url());
    lines.addAll(codes);
    if (!settings.word("HOMEROOM_DEMO", "off", "off", "on", "large").equals("off")) {
      lines.add("Demo logins: super.admin, school.admin, teacher, staff, student, parent");
      lines.add(
          "  (of the second and third school: the same with .2 and .3), " + password(settings));
    }
    return lines;
  }

  /** Returns the sample password, which everybody knows, or where another one stands. */
  private static String password(Settings settings) {
    String sample = SampleSecrets.SAMPLE_DEMO_PASSWORD;
    return settings.text(SampleSecrets.DEMO_PASSWORD).orElse(sample).equals(sample)
        ? "password " + sample
        : "with the password of " + SampleSecrets.DEMO_PASSWORD;
  }
}
