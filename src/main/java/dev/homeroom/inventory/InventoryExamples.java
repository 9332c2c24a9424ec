package dev.homeroom.inventory;

/** The examples in the API's description. */
final class InventoryExamples {
  static final String ITEMS =
      """
      {"source": "memory", "age_ms": 1200, "stale": false,
       "data": [{"id": "900801", "school_id": "900011", "name": "Whiteboard markers",
         "category_id": "900791", "category": "Stationery", "room": "Store 1", "quantity": 4,
         "reorder_level": 20, "low": true, "active": true, "version": 3}],
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String ITEM =
      """
      {"source": "memory", "age_ms": 1200, "stale": false,
       "data": {"id": "900801", "school_id": "900011", "name": "Whiteboard markers",
         "category_id": "900791", "category": "Stationery", "room": "Store 1", "quantity": 4,
         "reorder_level": 20, "low": true, "active": true, "version": 3},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String CATEGORIES =
      """
      {"source": "memory", "age_ms": 1200, "stale": false,
       "data": [{"id": "900791", "school_id": "900011", "name": "Stationery", "items": 12,
         "version": 1}],
       "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  private InventoryExamples() {}
}
