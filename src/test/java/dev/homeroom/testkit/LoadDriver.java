package dev.homeroom.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server of this machine over a fixed number of kept connections, either as fast as it
 * answers or at a rate. At a rate each request has a moment at which it was to start, and its
 * latency is counted from then: a server that hangs makes all slow that were to be sent meanwhile,
 * not only those that had a connection. Have enough connections for the rate, or wait for the
 * driver is measured too.
 */
public final class LoadDriver {
  private final int port;
  private final int connections;
  private final List<byte[]> requests = new ArrayList<>();
  private double perSecond;
  private int longestWaitMillis = 30_000;
  private BiFunction<String, String, String> tag;
  private Function<String, String> complaint;
  private IntPredicate expected = status -> status >= 200 && status < 400;

  /** Asks nothing yet. */
  public LoadDriver(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** Returns a request without a body; the token may be empty. */
  public static String get(String path, String token) {
    String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization + "\r\n";
  }

  /** Returns what finds the first text of this name in a JSON body, or an empty text. */
  public static Function<String, String> member(String name) {
    Pattern pattern = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"([^\"]*)\"");
    return body -> {
      Matcher matcher = pattern.matcher(body);
      return matcher.find() ? matcher.group(1) : "";
    };
  }

  /** Adds whole requests, which are sent in turn. */
  public LoadDriver ask(List<String> whole) {
    whole.forEach(request -> requests.add(request.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Sends so many a second over all connections, instead of as many as are answered. */
  public LoadDriver rate(double requestsPerSecond) {
    perSecond = requestsPerSecond;
    return this;
  }

  /** Draws a tag from each body; {@link #member} of {@code source}, say. */
  public LoadDriver tag(Function<String, String> drawn) {
    return tag((head, body) -> drawn.apply(body));
  }

  /** Draws a tag from each answer's header lines and body. */
  public LoadDriver tag(BiFunction<String, String, String> drawn) {
    tag = drawn;
    return this;
  }

  /** Lets the test look at each body of an expected status: it returns what is wrong, or empty. */
  public LoadDriver check(Function<String, String> wrong) {
    complaint = wrong;
    return this;
  }

  /** Says which statuses are no failure, instead of 2xx and 3xx. */
  public LoadDriver expect(IntPredicate statuses) {
    expected = statuses;
    return this;
  }

  /** Gives an answer up after this time, instead of 30 s. */
  public LoadDriver giveUpAfter(Duration longestWait) {
    longestWaitMillis = (int) longestWait.toMillis();
    return this;
  }

  /** Runs for a time, in one phase without a name. */
  public LoadResult run(Duration time) {
    return new Run("", time).result();
  }

  /** Starts to ask in a named phase, until {@link Run#stop}. */
  public Run start(String phase) {
    return new Run(phase, null);
  }

  /** One run, beside the test that does something to the server. */
  public final class Run {
    private final ExecutorService threads = Executors.newFixedThreadPool(connections);
    private final List<Future<List<LoadResult.Sample>>> parts = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger answered = new AtomicInteger();
    private final long begunNanos = System.nanoTime();
    private volatile long endNanos;
    private final NavigableMap<Long, String> phases = new ConcurrentSkipListMap<>();

    private Run(String phase, Duration time) {
      phases.put(0L, phase);
      endNanos = time == null ? Long.MAX_VALUE : begunNanos + time.toNanos();
      for (int i = 0; i < connections; i++) {
        int first = i;
        Callable<List<LoadResult.Sample>> work = () -> ask(first);
        parts.add(threads.submit(work));
      }
      threads.shutdown();
    }

    /** Returns when it began, by {@link System#nanoTime}. */
    public long begunNanos() {
      return begunNanos;
    }

    /** Names what begins now. */
    public void phase(String name) {
      phases.put(System.nanoTime() - begunNanos, name);
    }

    /** Waits until so many more have been answered. */
    public void awaitAnswers(int more) {
      int wanted = answered.get() + more;
      long latest = System.nanoTime() + Promised.NEVER.toNanos();
      while (answered.get() < wanted) {
        if (System.nanoTime() > latest) {
          throw new IllegalStateException("only " + answered + " of " + wanted + " answers");
        }
        LockSupport.parkNanos(1_000_000);
      }
    }

    /** Ends it: nothing is sent any more, what is under way is awaited. */
    public LoadResult stop() {
      endNanos = System.nanoTime();
      return result();
    }

    private LoadResult result() {
      List<LoadResult.Sample> all = new ArrayList<>();
      for (Future<List<LoadResult.Sample>> part : parts) {
        try {
          all.addAll(part.get());
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      Duration time = Duration.ofNanos(System.nanoTime() - begunNanos);
      all.sort(Comparator.comparingLong(LoadResult.Sample::intendedNanos));
      return new LoadResult(all, time);
    }

    private List<LoadResult.Sample> ask(int first) throws IOException {
      List<LoadResult.Sample> samples = new ArrayList<>();
      try (HttpConnection connection = new HttpConnection(port, longestWaitMillis)) {
        for (int own = first; ; own++) {
          long turn = perSecond == 0 ? own : next.getAndIncrement();
          long intended =
              perSecond == 0 ? System.nanoTime() : begunNanos + (long) (turn * 1e9 / perSecond);
          if (!awaitTurn(intended)) {
            return samples;
          }
          byte[] request = requests.get((int) (turn % requests.size()));
          samples.add(send(connection, request, intended));
        }
      }
    }

    /** Returns whether it is to be sent: not what was to start after the end. */
    private boolean awaitTurn(long intended) {
      while (intended - endNanos < 0 || endNanos == Long.MAX_VALUE) {
        long left = intended - System.nanoTime();
        if (left <= 0) {
          return true;
        }
        // In short steps: the end may be moved meanwhile.
        LockSupport.parkNanos(Math.min(left, 10_000_000));
      }
      return false;
    }

    private LoadResult.Sample send(HttpConnection connection, byte[] request, long intended) {
      int status = 0;
      String drawn = "";
      String problem;
      try {
        HttpConnection.Answer answer = connection.send(request, tag != null || complaint != null);
        status = answer.status();
        drawn = tag == null ? "" : tag.apply(answer.head(), answer.body());
        problem = problem(answer);
      } catch (IOException | RuntimeException e) {
        problem = e.toString();
        // As fast as it answers, not as fast as it refuses.
        LockSupport.parkNanos(perSecond == 0 ? 1_000_000 : 0);
      }
      long latency = System.nanoTime() - intended;
      long start = intended - begunNanos;
      String phase = phases.floorEntry(start).getValue();
      answered.incrementAndGet();
      return new LoadResult.Sample(phase, start, latency, status, drawn, problem);
    }

    private String problem(HttpConnection.Answer answer) {
      if (!expected.test(answer.status())) {
        return "status " + answer.status();
      }
      return complaint == null ? "" : complaint.apply(answer.body());
    }
  }
}
