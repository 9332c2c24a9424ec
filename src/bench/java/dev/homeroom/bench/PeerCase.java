package dev.homeroom.bench;

/** A case of {@link PeersBench}: a method of {@link PeersBenchmark}. */
enum PeerCase {
  JETCACHE("jetCacheValue", "JetCache, value, key made at the call"),
  VALUE("value", "Homeroom, value, key made at the call"),
  BYTES("bytes", "Homeroom, bytes, key made at the call"),
  KEPT_KEY("bytesByKeptKey", "Homeroom, bytes, key kept"),
  KEY("key", "Homeroom, making a key alone");

  private final String method;
  private final String title;

  PeerCase(String method, String title) {
    this.method = method;
    this.title = title;
  }

  String method() {
    return method;
  }

  String title() {
    return title;
  }
}
