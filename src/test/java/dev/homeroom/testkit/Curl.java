package dev.homeroom.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * As much of {@code curl} as the README's lines use, for machines without it: {@code -s}, {@code
 * -i}, {@code -H}, {@code -d} and one address. Anything else ends it with code 2.
 */
public final class Curl {
  private HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofMinutes(2));
  private boolean headersToo;

  private Curl() {}

  /**
   * Writes a command {@code curl} that runs this class in a JVM of its own.
   *
   * @return the directory to put before all others of {@code PATH}
   */
  public static Path command(Path directory) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes = Path.of("target/test-classes").toAbsolutePath();
    String script =
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
            .formatted(java, classes, Curl.class.getName());
    Path command = Files.writeString(directory.resolve("curl"), script);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory;
  }

  /** Sends the request that the arguments describe and prints its answer. */
  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  public static void main(String... arguments) throws IOException, InterruptedException {
    Curl curl = new Curl();
    for (int i = 0; i < arguments.length; i++) {
      boolean takesMore = arguments[i].matches("-[Hd]");
      if (!curl.takes(arguments[i], takesMore ? arguments[++i] : "")) {
        System.err.println("not a curl line that Curl.java knows: " + arguments[i]);
        System.exit(2);
      }
    }
    System.out.write(curl.answer().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    System.out.flush();
  }

  private boolean takes(String argument, String value) {
    if (argument.equals("-H")) {
      String[] header = value.split(":\\s*", 2);
      request = request.header(header[0], header[1]);
    } else if (argument.equals("-d")) {
      request = request.POST(BodyPublishers.ofString(value));
    } else if (argument.matches("-[si]+")) {
      headersToo = argument.contains("i");
    } else if (argument.startsWith("http://")) {
      request = request.uri(URI.create(argument));
    } else {
      return false;
    }
    return true;
  }

  private String answer() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    StringBuilder printed = new StringBuilder();
    if (headersToo) {
      printed.append("HTTP/1.1 ").append(answer.statusCode()).append(" \r\n");
      answer
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> printed.append(name).append(": ").append(value).append("\r\n")));
      printed.append("\r\n");
    }
    return printed.append(answer.body()).toString();
  }
}
