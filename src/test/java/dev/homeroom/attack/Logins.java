package dev.homeroom.attack;

import dev.homeroom.testkit.Client;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A person with the right password who logs in again and again: three tries each time. */
final class Logins implements AutoCloseable {
  private static final int TRIES = 3;

  private final Client client;
  private final Thread thread;
  private volatile boolean isOver;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger succeeded = new AtomicInteger();

  /** Begins, with so much time between two logins. */
  Logins(Client client, long everyMillis) {
    this.client = client;
    this.thread = new Thread(() -> repeat(everyMillis), "logins");
    thread.setDaemon(true);
    thread.start();
  }

  private void repeat(long everyMillis) {
    while (!isOver) {
      long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMillis);
      boolean isIn = logsIn();
      begun.incrementAndGet();
      succeeded.addAndGet(isIn ? 1 : 0);
      while (!isOver && System.nanoTime() < next) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private boolean logsIn() {
    for (int i = 0; i < TRIES; i++) {
      try {
        Client.Answer answer = client.tryLogin("teacher", Client.DEMO_PASSWORD);
        if (answer.status() == 200) {
          return true;
        }
        String wait = answer.header("Retry-After");
        pause(wait.isEmpty() ? 1 : Integer.parseInt(wait));
      } catch (IllegalStateException e) {
        pause(1);
      }
    }
    return false;
  }

  /** A client comes back at a moment of its own within the second. */
  private static void pause(int seconds) {
    long millis = seconds * 1_000L + ThreadLocalRandom.current().nextLong(500);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  int begun() {
    return begun.get();
  }

  int succeeded() {
    return succeeded.get();
  }

  @Override
  public void close() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
