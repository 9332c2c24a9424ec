package dev.homeroom.fees;

/** The examples of invoices in the API's description. */
final class InvoiceExamples {
  static final String INVOICES =
      """
      {"source": "memory", "age_ms": 1200, "stale": false,
       "data": [{"id": "7001", "school_id": "3", "student_id": "2001", "student": "Ann First",
         "title": "School fee", "issued_on": "2026-10-12", "due_on": "2026-11-11",
         "currency": "EUR", "amount": "240.00", "paid": "100.00", "open": "140.00",
         "state": "overdue"}],
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  private InvoiceExamples() {}
}
