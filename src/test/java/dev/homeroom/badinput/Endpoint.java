package dev.homeroom.badinput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A method of the API with a good request, and what its parts are. Ids are symbols in brackets. */
final class Endpoint {
  /** What a part of a path is. */
  enum PartKind {
    ID,
    ROLE,
    DATE
  }

  /**
   * A part of a path.
   *
   * @param symbol what stands there while another place is bad
   * @param good what stands there in a good request, which may be used up by it
   */
  record Part(PartKind kind, String symbol, String good) {}

  /**
   * A parameter of a query.
   *
   * @param bad encoded values
   */
  record Parameter(String name, List<String> bad, Expected expected) {}

  /**
   * A request that is well-formed and breaks a rule.
   *
   * @param place the body's member, the path's part, {@code query}, or {@code body} for the whole
   * @param value JSON, a symbol, or a query
   */
  record Rule(String place, String value, Expected expected) {}

  final String name;
  final Map<String, Part> parts = new LinkedHashMap<>();
  final List<Parameter> parameters = new ArrayList<>();
  final List<Rule> rules = new ArrayList<>();
  private String query = "";
  private Body body;
  private int status = 200;
  private boolean isVersioned;
  private boolean isForeign;
  private boolean isThorough;

  private Endpoint(String name) {
    this.name = name;
  }

  /** Begins one, {@code PUT /users/{id}}. */
  static Endpoint on(String name) {
    return new Endpoint(name);
  }

  Endpoint id(String part, String symbol) {
    return part(part, new Part(PartKind.ID, symbol, symbol));
  }

  Endpoint id(String part, String symbol, String good) {
    return part(part, new Part(PartKind.ID, symbol, good));
  }

  Endpoint part(String part, Part what) {
    parts.put(part, what);
    return this;
  }

  /** Sets what a good request asks for. */
  Endpoint asking(String good) {
    query = good;
    return this;
  }

  Endpoint parameter(String parameter, List<String> bad) {
    return parameter(parameter, bad, Expected.field(parameter));
  }

  Endpoint parameter(String parameter, List<String> bad, Expected expected) {
    parameters.add(new Parameter(parameter, bad, expected));
    return this;
  }

  /** Adds the parameters of lists. */
  Endpoint list() {
    return parameter("page", BadWords.PAGE)
        .parameter("size", BadWords.SIZE)
        .parameter("sort", BadWords.SORT)
        .parameter("shoe_size", List.of("7", ""));
  }

  Endpoint taking(Body good) {
    body = good;
    return this;
  }

  Endpoint answering(int good) {
    status = good;
    return this;
  }

  /** Says that it reads {@code If-Match}. */
  Endpoint versioned() {
    isVersioned = true;
    return this;
  }

  /** Says that it is about the test's own school: another school's administrator is refused. */
  Endpoint foreign() {
    isForeign = true;
    return this;
  }

  /** Says that every value is tried here; at others, which have the same fields, every fourth. */
  Endpoint thorough() {
    isThorough = true;
    return this;
  }

  Endpoint rule(String place, String value, Expected expected) {
    rules.add(new Rule(place, value, expected));
    return this;
  }

  String method() {
    return name.substring(0, name.indexOf(' '));
  }

  String path() {
    return name.substring(name.indexOf(' ') + 1);
  }

  boolean writes() {
    return !method().equals("GET");
  }

  String query() {
    return query;
  }

  Body body() {
    return body;
  }

  int status() {
    return status;
  }

  boolean isVersioned() {
    return isVersioned;
  }

  boolean isForeign() {
    return isForeign;
  }

  boolean isThorough() {
    return isThorough;
  }

  /** Returns the target of a request that is bad elsewhere. */
  String target() {
    return withPart("", "");
  }

  /** Returns the target with something else in the place of a part of the path. */
  String withPart(String part, String value) {
    return filled(part, value, false) + (query.isEmpty() ? "" : "?" + query);
  }

  /** Returns the target with a query instead of the good one, or after it. */
  String withQuery(String other, boolean isMore) {
    String all = isMore && !query.isEmpty() ? query + "&" + other : other;
    return filled("", "", false) + "?" + all;
  }

  private String filled(String part, String value, boolean isGood) {
    String filled = path();
    for (Map.Entry<String, Part> each : parts.entrySet()) {
      String usual = isGood ? each.getValue().good() : each.getValue().symbol();
      filled =
          filled.replace("{" + each.getKey() + "}", each.getKey().equals(part) ? value : usual);
    }
    return filled;
  }

  /** Returns the good request. */
  Request good() {
    String target = filled("", "", true) + (query.isEmpty() ? "" : "?" + query);
    return request(target, body == null ? null : body.json());
  }

  Request request(String target, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (json != null && !all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", body == null ? Body.JSON : body.type()));
    }
    return new Request("super.admin", method(), target, json, all);
  }
}
