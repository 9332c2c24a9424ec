package dev.homeroom.audit;

/** Examples for OpenAPI. */
final class AuditExamples {
  static final String PAGE =
      """
      {"data": [{"id": "3-812", "at": "2026-11-20T10:30:00.125Z", "action": "user.roles_changed",
        "outcome": "ok", "actor_id": "4150", "subject": {"kind": "person", "id": "4711"},
        "school_id": "50", "address": "192.0.2.17", "correlation_id": "b1946ac92492d234",
        "details": {"roles": "PARENT,TEACHER"},
        "hash": "c5b9d1f2a7e64b8f90cc1c2b7d3e5f60718293a4b5c6d7e8f9010a1b2c3d4e5f"}],
       "page": {"number": 0, "size": 50, "total": 1}}""";

  static final String VERIFICATION =
      """
      {"sound": false, "chains": 2, "records": 829,
       "faults": [{"chain": 1, "instance": "0b1f3a52-6f0e-4b42-9a31-5d0c7f7d2f11",
         "begun_at": "2026-11-02T06:12:09.310Z", "records": 16,
         "head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         "fault": {"seq": 17, "reason": "changed"}}],
       "newest": [{"chain": 2, "instance": "5c1f7a0e-0d7c-4b3b-8b0a-0f5f7b1f6f10",
         "begun_at": "2026-11-20T06:00:01.004Z", "records": 813,
         "head": "c5b9d1f2a7e64b8f90cc1c2b7d3e5f60718293a4b5c6d7e8f9010a1b2c3d4e5f",
         "fault": null}],
       "cut": false}""";

  private AuditExamples() {}
}
