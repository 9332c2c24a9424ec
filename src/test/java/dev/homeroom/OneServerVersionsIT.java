package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions behind a proxy that compresses: it changes the entity tag on its way to the caller. */
@OnDemoServer
class OneServerVersionsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  @Test
  void versionAsACompressingProxyLeavesIt_isTaken_andAnOldOneIs412() throws Exception {
    Client client = DEMO.client();
    String teacher = client.login("teacher");
    Attendance attendance = new Attendance(DEMO.database());
    String path = attendance.path();
    String body = attendance.body("late");
    String old = client.get(path, teacher).header("ETag");
    // nginx, Apache's mod_deflate, both.
    for (List<String> form :
        List.of(List.of("W/", ""), List.of("", "-gzip"), List.of("W/", "-gzip"))) {
      Answer read = client.get(path, teacher);
      assertThat(read.header("Cache-Control")).isEqualTo("private, no-store, no-transform");
      Answer put = client.put(path, teacher, body, "If-Match", changed(read.header("ETag"), form));
      assertThat(put.status()).as(put.text()).isEqualTo(200);
      assertThat(put.header("Cache-Control")).isEqualTo("private, no-store, no-transform");
      assertThat(put.header("ETag")).isNotEqualTo(read.header("ETag"));
      Problems.require(client.put(path, teacher, body, "If-Match", changed(old, form)), 412);
    }
  }

  @Test
  void versionInASecondLine_isTaken_andIfNoneMatchOfAWriteIsRefused() throws Exception {
    Client client = DEMO.client();
    String teacher = client.login("teacher");
    Attendance attendance = new Attendance(DEMO.database());
    String path = attendance.path();
    String body = attendance.body("late");
    String now = client.put(path, teacher, body).header("ETag");

    Problems.require(client.put(path, teacher, body, "If-None-Match", "*"), 400);
    Answer put = client.put(path, teacher, body, "If-Match", "\"v77777\"", "If-Match", now);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    Problems.require(
        client.put(path, teacher, body, "If-Match", "\"v77777\"", "If-Match", now), 412);
  }

  private static String changed(String tag, List<String> form) {
    return form.get(0) + tag.substring(0, tag.length() - 1) + form.get(1) + '"';
  }
}
