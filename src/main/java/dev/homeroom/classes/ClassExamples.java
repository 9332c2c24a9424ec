package dev.homeroom.classes;

/** The examples of classes in the API's description. */
final class ClassExamples {
  private static final String DATA =
      """
      {"id": "51", "school_id": "3", "name": "Mathematics 7A", "course_id": "41",
       "course": "Mathematics", "grade_level": "7", "term_id": "31", "term": "First term",
       "teachers": [{"id": "42", "name": "Tom Teacher"}], "students": 24}""";

  private static final String START =
      "{\"source\": \"memory\", \"age_ms\": 1200, \"stale\": false, \"data\": ";

  private static final String END =
      """
      , "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String CLASS = START + DATA + END;

  static final String CLASSES =
      START + "[" + DATA + "], \"page\": {\"number\": 0, \"size\": 50, \"total\": 1}" + END;

  private ClassExamples() {}
}
