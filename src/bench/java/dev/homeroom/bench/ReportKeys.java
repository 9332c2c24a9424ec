package dev.homeroom.bench;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import java.time.Duration;
import java.util.stream.IntStream;

/** The keys of 10,000 values: of 2,500 teachers four widgets each, two parts a key. */
final class ReportKeys {
  static final int COUNT = 10_000;

  /** Longer than any run, for both contenders. */
  static final Duration TTL = Duration.ofHours(1);

  private static final String SCHOOL = "1";
  private static final Scope SCOPE = Scope.school(SCHOOL);
  private static final String[] WIDGETS = {"today", "classes", "grades", "attendance"};

  private final Region<ClassReport> region;
  private final String[] teachers =
      IntStream.range(0, COUNT / WIDGETS.length)
          .mapToObj(number -> Integer.toString(40_000 + number))
          .toArray(String[]::new);

  /** Declares a region whose entries live so long. */
  ReportKeys(DataClass dataClass, Duration ttl) {
    region = Region.of("bench", ClassReport.class, "dashboard:teacher:{}:{}", dataClass, ttl);
  }

  /** Makes Homeroom's key of a number. */
  CacheKey<ClassReport> key(int number) {
    return region.key(SCOPE, teacher(number), widget(number));
  }

  /** Makes the same key as text, as a caller of another cache does. */
  String text(int number) {
    return "s" + SCHOOL + ":dashboard:teacher:" + teacher(number) + ":" + widget(number);
  }

  private String teacher(int number) {
    return teachers[number / WIDGETS.length];
  }

  private static String widget(int number) {
    return WIDGETS[number % WIDGETS.length];
  }
}
