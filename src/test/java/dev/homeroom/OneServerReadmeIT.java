package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Curl;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines do what it says: run by a shell as they stand there, but for the address. */
@OnDemoServer
class OneServerReadmeIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  @TempDir Path directory;

  @Test
  void linesOfTheFirstMinute_giveAMiss_thenAHit_then304() throws Exception {
    makeTheTeachersDashboardCold();

    List<String> printed = run(lines("\nLog in as a teacher", "\nOther logins", 5));

    assertThat(printed).filteredOn(line -> line.startsWith("HTTP/")).hasSize(3);
    assertThat(printed.get(printed.size() - 1)).startsWith("HTTP/1.1 304");
    assertThat(printed.get(0)).startsWith("HTTP/1.1 200");
    assertThat(printed)
        .map(line -> line.replaceAll("(?i)^x-cache-status: ", ""))
        .filteredOn(line -> line.matches("[A-Z]+"))
        .containsExactly("MISS", "HIT");
    assertThat(printed).filteredOn(line -> line.matches("(?i)etag: W/\".+\"")).hasSize(2);
  }

  @Test
  void linesOfTheSixLogins_giveTheDashboardOfEach() throws Exception {
    assertThat(run(lines("\nOther logins", "\nA login also gives", 2)))
        .map(line -> line.replaceAll("\"dashboard\":\"(.*)\"", "$1"))
        .containsExactly("super_admin", "school_admin", "teacher", "staff", "student", "parent");
  }

  @Test
  void linesOfTheRefresh_giveNewTokens() throws Exception {
    assertThat(run(lines("\nA login also gives", "\nThe data lies", 2)))
        .singleElement()
        .asString()
        .startsWith("{\"access_token\":\"ey");
  }

  /** As on a fresh server: attendance replaces the tag that each of the teacher's widgets has. */
  private static void makeTheTeachersDashboardCold() throws Exception {
    Client client = DEMO.client();
    Attendance attendance = new Attendance(DEMO.database());
    String body = attendance.body(attendance.otherMark());
    assertThat(client.put(attendance.path(), client.login("teacher"), body).status())
        .isEqualTo(200);
  }

  /** Returns all lines of a part of the page, for the server of this test. */
  private static String lines(String begin, String end, int curls) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf(begin);
    int to = readme.indexOf(end, from);
    assertThat(from).as("the place in the README").isPositive();
    assertThat(to).as("its end").isGreaterThan(from);
    StringBuilder lines = new StringBuilder();
    Matcher blocks = BLOCK.matcher(readme.substring(from, to));
    while (blocks.find()) {
      lines.append(blocks.group(1));
    }
    assertThat(lines.toString().split("curl ", -1)).as("lines with curl").hasSize(curls + 1);
    return lines.toString().replace("http://localhost:9080/", DEMO.server().uri("/").toString());
  }

  private List<String> run(String lines) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("readme.sh"), "set -eu\n" + lines);
    Path out = directory.resolve("out");
    ProcessBuilder shell = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    String path = shell.environment().get("PATH");
    shell.environment().put("PATH", Curl.command(directory) + ":" + path);
    Process process = shell.redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out).stream().map(String::strip).toList();
  }
}
