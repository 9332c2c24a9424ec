package dev.homeroom.outage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the attendance of one class of the demo over and over, so that no dashboard ever shows what
 * it showed before: the student's by the numbers of the term's marks, the teacher's by who of the
 * class was absent in the latest lesson, which counts in binary digits.
 */
final class AttendanceWriter {
  static final String DASHBOARD = "/api/dashboards/me";

  private static final String UNTOUCHED = "untouched";
  private static final List<String> MARKS =
      List.of("present", "absent", "late", "excused", "half_day");
  private static final int EXCUSED = MARKS.indexOf("excused");
  private static final int LONGEST_TERM_DAYS = 70;

  private final Client client;
  private final String teacher;
  private final String classId;
  private final String studentId;
  private final List<String> others;
  private final String latest;
  private final List<String> earlier;
  private final int[] marks;
  private final int[] sums;
  private final Random random = new Random(7);
  private final Figures ofStudent;
  private final Figures ofTeacher = new Figures("0");
  private final Figures ofOthers = new Figures(UNTOUCHED);
  private final List<String> problems = new ArrayList<>();
  private int writes;
  private Duration slowest = Duration.ZERO;

  /**
   * Finds the class, and clears the way: all are excused in all classes, but present in the latest
   * lesson.
   */
  AttendanceWriter(Client client) {
    this.client = client;
    teacher = client.login("teacher");
    String superAdmin = client.login("super.admin");
    String student = client.login("student");
    studentId = client.get("/api/auth/me", student).json().path("id").asText();
    JsonNode attended = client.get(DASHBOARD, student).widget("grades").path("classes");
    Map<String, List<String>> taken = new HashMap<>();
    for (String id : Client.ids(attended, "class_id")) {
      taken.put(id, lessonsTaken(superAdmin, id));
    }
    classId = sharedClass(taken);
    latest = taken.get(classId).get(0);
    earlier = taken.get(classId).subList(1, taken.get(classId).size());
    others = students(latest).stream().filter(id -> !id.equals(studentId)).toList();
    taken.values().stream()
        .flatMap(List::stream)
        .filter(lesson -> !lesson.equals(latest))
        .forEach(lesson -> require(put(superAdmin, lesson, id -> "excused")));
    require(put(teacher, latest, id -> "present"));
    marks = IntStream.range(0, earlier.size()).map(lesson -> EXCUSED).toArray();
    JsonNode shown = client.get(DASHBOARD, student).widget("attendance");
    sums = MARKS.stream().mapToInt(mark -> shown.path(mark).asInt()).toArray();
    ofStudent = new Figures(Arrays.toString(sums));
  }

  /** Returns the class that teacher and student share. */
  private String sharedClass(Map<String, List<String>> taken) {
    JsonNode taught = client.get(DASHBOARD, teacher).widget("class_averages").path("classes");
    return Client.ids(taught, "class_id").stream()
        .filter(id -> taken.getOrDefault(id, List.of()).size() > 1)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the demo has no class of its teacher and student"));
  }

  /** Returns the lessons of a class whose attendance has been taken, the latest first. */
  private List<String> lessonsTaken(String superAdmin, String id) {
    return Stream.iterate(LocalDate.now(ZoneOffset.UTC), date -> date.minusDays(1))
        .limit(LONGEST_TERM_DAYS)
        .map(date -> "/api/classes/" + id + "/attendance/" + date)
        .filter(lesson -> client.get(lesson, superAdmin).json().path("version").asInt() > 0)
        .toList();
  }

  /** Returns the pupils of a lesson. */
  private List<String> students(String lesson) {
    return Client.ids(client.get(lesson, teacher).json().path("marks"), "student_id");
  }

  /** The super administrator may take all lessons: those of a section have the same pupils. */
  private Answer put(String token, String lesson, Function<String, String> markOf) {
    String all =
        Stream.concat(Stream.of(studentId), others.stream())
            .map(
                id ->
                    "{\"student_id\":\"%s\",\"mark\":\"%s\",\"note\":null}"
                        .formatted(id, markOf.apply(id)))
            .collect(Collectors.joining(","));
    return client.put(lesson, token, "{\"marks\":[" + all + "]}");
  }

  private static void require(Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
  }

  /** Takes attendance once: by turns the teacher sees another figure, and the student. */
  void write() {
    long begun = System.nanoTime();
    writes++;
    try {
      if (writes % 2 == 0) {
        writeForStudent();
      } else {
        writeForTeacher();
      }
    } catch (RuntimeException e) {
      problems.add("write " + writes + ": " + e);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    slowest = time.compareTo(slowest) > 0 ? time : slowest;
  }

  private void writeForTeacher() {
    int number = (writes + 1) / 2;
    String figure = Integer.toString(number);
    ofTeacher.announce(figure);
    require(put(teacher, latest, id -> isOne(number, others.indexOf(id)) ? "absent" : "present"));
    ofTeacher.confirm(figure, System.nanoTime());
  }

  private static boolean isOne(int number, int digit) {
    return digit >= 0 && (number >> digit & 1) == 1;
  }

  private void writeForStudent() {
    int lesson;
    int mark;
    int[] next;
    do {
      lesson = random.nextInt(marks.length);
      mark = random.nextInt(MARKS.size());
      next = sums.clone();
      next[marks[lesson]]--;
      next[mark]++;
    } while (!ofStudent.isNew(Arrays.toString(next)));
    String figure = Arrays.toString(next);
    String name = MARKS.get(mark);
    ofStudent.announce(figure);
    require(put(teacher, earlier.get(lesson), id -> id.equals(studentId) ? name : "excused"));
    ofStudent.confirm(figure, System.nanoTime());
    marks[lesson] = mark;
    System.arraycopy(next, 0, sums, 0, sums.length);
  }

  /** Returns the figure that a dashboard shows; {@link #UNTOUCHED} if it is of other classes. */
  String figure(JsonNode dashboard) {
    JsonNode widgets = dashboard.path("data").path("widgets");
    JsonNode own = widgets.path("attendance").path("data");
    if (own.isObject()) {
      return Arrays.toString(MARKS.stream().mapToInt(mark -> own.path(mark).asInt()).toArray());
    }
    if (!widgets
        .path("class_averages")
        .path("data")
        .findValuesAsText("class_id")
        .contains(classId)) {
      return UNTOUCHED;
    }
    JsonNode leftOut = widgets.path("students_at_risk").path("error");
    if (leftOut.isObject()) {
      // No figure at all: not one of before.
      return "left out: " + leftOut.path("code").asText();
    }
    int number = 0;
    for (JsonNode row : widgets.path("students_at_risk").path("data").path("students")) {
      // All other lessons of theirs are excused: who was absent in this one was never there.
      if (row.path("class_id").asText().equals(classId)
          && row.path("attendance_rate").asDouble(-1) == 0) {
        int digit = others.indexOf(row.path("student_id").asText());
        number |= digit < 0 ? 0 : 1 << digit;
      }
    }
    return Integer.toString(number);
  }

  /** Returns what a dashboard has shown in the course of time, by the form of its figure. */
  Figures figuresOf(String figure) {
    if (figure.equals(UNTOUCHED)) {
      return ofOthers;
    }
    return figure.startsWith("[") ? ofStudent : ofTeacher;
  }

  /** Returns how many writes there were. */
  int writes() {
    return writes;
  }

  /** Returns the writes that failed. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Returns how long the slowest took. */
  Duration slowest() {
    return slowest;
  }
}
