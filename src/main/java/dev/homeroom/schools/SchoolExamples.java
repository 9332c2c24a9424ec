package dev.homeroom.schools;

/** The examples of schools in the API's description. */
final class SchoolExamples {
  static final String NEW =
      """
      {"name": "Lindenhof School", "time_zone": "Europe/Berlin", "currency": "EUR", "pass_mark": 50,
       "plan": "standard", "seats": 800, "subscribed_until": "2027-07-31"}""";

  static final String SETTINGS =
      """
      {"name": "Lindenhof School", "time_zone": "Europe/Berlin", "pass_mark": 50}""";

  static final String SCHOOL =
      """
      {"id": "1", "name": "Lindenhof School", "time_zone": "Europe/Berlin", "currency": "EUR",
       "pass_mark": 50.0, "plan": "standard", "seats": 800, "subscribed_until": "2027-07-31",
       "version": 1}""";

  static final String CACHED_SCHOOL =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data":
       {"id": "1", "name": "Lindenhof School", "time_zone": "Europe/Berlin", "currency": "EUR",
        "pass_mark": 50.0, "plan": "standard", "seats": 800, "subscribed_until": "2027-07-31",
        "version": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String SCHOOLS =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data": [
       {"id": "1", "name": "Lindenhof School", "time_zone": "Europe/Berlin", "currency": "EUR",
        "pass_mark": 50.0, "plan": "standard", "seats": 800, "subscribed_until": "2027-07-31",
        "version": 1}], "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String SUBSCRIPTION =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data":
       {"school_id": "1", "plan": "standard", "seats": 800, "seats_taken": 551,
        "subscribed_until": "2027-07-31", "state": "active"},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String NEW_TERM =
      """
      {"academic_year": "2026/27", "name": "First term", "starts_on": "2026-09-01",
       "ends_on": "2026-12-18", "holidays": [{"date": "2026-11-11", "name": "Lantern day"}]}""";

  static final String TERM =
      """
      {"id": "7", "school_id": "1", "academic_year": "2026/27", "name": "First term",
       "starts_on": "2026-09-01", "ends_on": "2026-12-18",
       "holidays": [{"date": "2026-11-11", "name": "Lantern day"}], "version": 1}""";

  static final String TERMS =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data": [
       {"id": "7", "school_id": "1", "academic_year": "2026/27", "name": "First term",
        "starts_on": "2026-09-01", "ends_on": "2026-12-18",
        "holidays": [{"date": "2026-11-11", "name": "Lantern day"}], "version": 1}],
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  private SchoolExamples() {}
}
