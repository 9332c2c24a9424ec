package dev.homeroom.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks a server of this machine as fast as it answers, over a fixed number of connections that are
 * kept. Plain sockets, so that the driver takes as little of the two cores as can be.
 */
final class LoadDriver {
  private final int port;
  private final int connections;

  LoadDriver(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** Requests a second, and latencies in microseconds. */
  record Result(double perSecond, long p50Micros, long p99Micros, long failed) {}

  /** Sends each connection's requests in turn for a time; the first lists are of whole requests. */
  Result run(List<String> requests, Duration time) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<long[]>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int first = i;
        work.add(() -> ask(requests, first, end));
      }
      long begun = System.nanoTime();
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> part : threads.invokeAll(work)) {
        all.add(part.get());
      }
      return summed(all, System.nanoTime() - begun);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result summed(List<long[]> parts, long nanos) {
    long[] latencies = parts.stream().flatMapToLong(Arrays::stream).filter(n -> n > 0).toArray();
    long failed = parts.stream().flatMapToLong(Arrays::stream).filter(n -> n < 0).count();
    Arrays.sort(latencies);
    return new Result(
        latencies.length * 1e9 / nanos,
        latencies[latencies.length / 2] / 1000,
        latencies[(int) (latencies.length * 0.99)] / 1000,
        failed);
  }

  /** Returns a latency in nanoseconds a request, negative if the answer was not 200. */
  private long[] ask(List<String> requests, int first, long end) throws IOException {
    long[] latencies = new long[1 << 20];
    int n = 0;
    byte[][] bytes =
        requests.stream()
            .map(request -> request.getBytes(StandardCharsets.ISO_8859_1))
            .toArray(byte[][]::new);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      for (int i = first; System.nanoTime() < end && n < latencies.length; i++) {
        long begun = System.nanoTime();
        socket.getOutputStream().write(bytes[i % bytes.length]);
        boolean ok = readAnswer(in);
        long taken = System.nanoTime() - begun;
        latencies[n++] = ok ? taken : -taken;
      }
    }
    return Arrays.copyOf(latencies, n);
  }

  private static boolean readAnswer(InputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      } else if (header.equalsIgnoreCase("transfer-encoding: chunked")) {
        chunked = true;
      }
    }
    if (chunked) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        in.skipNBytes(size + 2L);
      }
      line(in);
    } else {
      in.skipNBytes(Math.max(0, length));
    }
    return status.startsWith("HTTP/1.1 200");
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).trim(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
