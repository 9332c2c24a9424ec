package dev.homeroom.reports;

/** The examples of reports in the API's description. */
final class ReportExamples {
  static final String DAILY =
      """
      {"source": "memory", "age_ms": 1200, "stale": false,
       "data": {"school_id": "3", "date": "2026-11-20", "closed": false,
         "absent": 1, "late": 0, "excused": 0, "half_day": 0,
         "missing": [{"class_id": "52", "name": "Art 7B", "starts_at": "09:50",
           "teachers": [{"id": "43", "name": "Tina Two"}]}],
         "students": [{"student_id": "2002", "student": "Ben Second", "grade_level": "7",
           "marks": [{"class_id": "51", "name": "Mathematics 7A", "mark": "absent",
             "note": "Doctor", "taken_at": "2026-11-20T08:05:31.000Z"}],
           "parents": [{"id": "3001", "name": "Paula Second", "email": "paula@example.org"}]}],
         "total": 1},
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String CSV =
      """
      Student,Year,Class,Mark,Note,Taken at,Parents,E-mail
      Ben Second,7,Mathematics 7A,absent,Doctor,2026-11-20T08:05:31Z,Paula Second,paula@example.org
      """;

  private ReportExamples() {}
}
