package dev.homeroom.bench;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * 16 threads that each ask for one of 1,000 keys, and rest for a millisecond; loads take 5 ms. One more thread sleeps for a millisecond at a time: its longest sleep shows for how
 * long the machine let a thread wait.
 */
final class SlowCalls {
  private static final int THREADS = 16;
  private static final int KEYS = 1_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LOAD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final CacheService service;
  private final ReportKeys keys;
  private final List<Thread> threads = new ArrayList<>();
  private final List<CallPhase> phases = new ArrayList<>();
  private volatile CallPhase phase = new CallPhase("before");
  private volatile boolean ended;

  /** Makes it; the first phase starts the threads. */
  SlowCalls(CacheService service, ReportKeys keys) {
    this.service = service;
    this.keys = keys;
    for (int i = 0; i < THREADS; i++) {
      threads.add(new Thread(() -> repeat(this::ask), "caller"));
    }
    threads.add(new Thread(() -> repeat(this::sleep), "sleeper"));
  }

  /** Begins a phase, does this to Redis, and lets the threads ask until the phase is over. */
  void during(String name, Duration length, Runnable fault) {
    phase = new CallPhase(name);
    if (phases.isEmpty()) {
      threads.forEach(Thread::start);
    }
    phases.add(phase);
    long end = System.nanoTime() + length.toNanos();
    fault.run();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Waits for the last calls, and returns all phases. */
  List<CallPhase> end() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return phases;
  }

  private void repeat(Runnable step) {
    while (!ended) {
      step.run();
    }
  }

  private void sleep() {
    CallPhase present = phase;
    long begun = System.nanoTime();
    LockSupport.parkNanos(PAUSE_NANOS);
    present.slept(System.nanoTime() - begun);
  }

  private void ask() {
    CallPhase present = phase;
    int number = ThreadLocalRandom.current().nextInt(KEYS);
    long askedMillis = System.currentTimeMillis();
    long begun = System.nanoTime();
    try {
      Cached<ClassReport> answer = service.getOrLoad(keys.key(number), scope -> loaded(number));
      present.answered(answer, askedMillis, System.nanoTime() - begun);
    } catch (RuntimeException e) {
      present.failed(e);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private static ClassReport loaded(int number) {
    LockSupport.parkNanos(LOAD_NANOS);
    return ClassReport.of(number);
  }
}
