package dev.homeroom.classes;

/** The examples of attendance in the API's description. */
final class AttendanceExamples {
  static final String INPUT =
      """
      {"marks": [{"student_id": "2001", "mark": "present"},
                 {"student_id": "2002", "mark": "absent", "note": "Doctor"}]}""";

  static final String SHEET =
      """
      {"class_id": "51", "date": "2026-11-20", "marks": [
        {"student_id": "2001", "mark": "present", "note": null},
        {"student_id": "2002", "mark": "absent", "note": "Doctor"}],
       "taken_by": "42", "taken_at": "2026-11-20T08:05:31.000Z", "version": 1}""";

  private AttendanceExamples() {}
}
