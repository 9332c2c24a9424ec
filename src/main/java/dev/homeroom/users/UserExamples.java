package dev.homeroom.users;

/** The examples of people in the API's description. */
final class UserExamples {
  static final String INPUT =
      """
      {"name": "Ann First", "roles": ["STUDENT"], "school_id": "1", "username": "ann.first",
       "grade_level": "7", "email": null, "position": null, "state": "active"}""";

  static final String PATCH =
      """
      {"email": "ann.first@example.org", "position": null, "state": "disabled"}""";

  static final String ROLES =
      """
      {"roles": ["TEACHER", "PARENT"]}""";

  static final String USER =
      """
      {"id": "151", "username": "ann.first", "name": "Ann First", "kind": "student",
       "roles": ["STUDENT"], "school_id": "1", "grade_level": "7", "email": null,
       "position": null, "state": "active", "children": [],
       "parents": ["212"], "version": 1}""";

  static final String CACHED_USER =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data":
       {"id": "151", "username": "ann.first", "name": "Ann First", "kind": "student",
        "roles": ["STUDENT"], "school_id": "1", "grade_level": "7", "email": null,
        "position": null, "state": "active", "children": [],
        "parents": ["212"], "version": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String USERS =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data": [
       {"id": "151", "username": "ann.first", "name": "Ann First", "kind": "student",
        "roles": ["STUDENT"], "school_id": "1", "grade_level": "7", "state": "active",
        "last_login": null, "version": 1}],
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String EXPORT =
      """
      {"exported_at": "2026-11-20T10:30:00.000Z", "from": null, "until": null, "person":
       {"id": "151", "username": "ann.first", "name": "Ann First", "kind": "student",
        "roles": ["STUDENT"], "school_id": "1", "grade_level": "7", "email": null,
        "position": null, "state": "active", "children": [],
        "parents": ["212"], "version": 1},
       "parents": [{"id": "212", "name": "Paul First", "school_id": "1"}], "children": [],
       "classes": [{"class_id": "17", "name": "Mathematics 7A", "school_id": "1",
         "as": "student", "from": "2026-10-12", "until": "2999-12-31"}],
       "attendance": [{"class_id": "17", "date": "2026-11-18", "mark": "late", "note": null}],
       "grades": [{"class_id": "17", "title": "Test 1", "date": "2026-10-14",
         "max_score": "20.00", "weight": "1.00", "score": "18.00"}],
       "invoices": [{"id": "31", "title": "School fee", "issued_on": "2026-10-12",
         "due_on": "2026-11-11", "amount": "240.00", "currency": "EUR", "payments":
          [{"amount": "60.00", "method": "card", "paid_at": "2026-10-20T10:00:00.000Z",
            "receipt_number": "1001"}]}]}""";

  private UserExamples() {}
}
