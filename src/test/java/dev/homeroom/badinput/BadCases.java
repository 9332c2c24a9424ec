package dev.homeroom.badinput;

import dev.homeroom.badinput.Endpoint.Parameter;
import dev.homeroom.badinput.Endpoint.Part;
import dev.homeroom.badinput.Endpoint.PartKind;
import dev.homeroom.badinput.Endpoint.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates the bad requests of an endpoint: each differs from its good one in one place. */
final class BadCases {
  private static final String ABSENT = "999999999999";
  private static final String HEAD = "school.admin";
  private static final int SHARE = 4;
  private static final String STUDENT = "student";

  private final Endpoint endpoint;
  private final String json;
  private final List<BadCase> cases = new ArrayList<>();

  private BadCases(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.json = endpoint.body() == null ? null : endpoint.body().json();
  }

  /** Returns the cases of an endpoint. */
  static List<BadCase> of(Endpoint endpoint) {
    BadCases all = new BadCases(endpoint);
    all.callers();
    all.path();
    all.query();
    all.headers();
    if (endpoint.body() != null) {
      all.fields();
      all.wholeBody();
    }
    all.rules();
    return all.cases;
  }

  /** Returns the cases of all endpoints, and the methods that their paths do not have. */
  static List<BadCase> ofAll() {
    return EndpointTable.ALL.stream().flatMap(each -> of(each).stream()).toList();
  }

  private void add(String place, String value, Request request, Expected expected) {
    cases.add(new BadCase(endpoint.name, place, BadValue.shown(value), request, expected));
  }

  private Request request(String target, String... headers) {
    return endpoint.request(target, json, headers);
  }

  private static Request by(String caller, Request request) {
    return new Request(
        caller, request.method(), request.target(), request.body(), request.headers());
  }

  /** Returns every value, or every fourth, which begin elsewhere at the next endpoint. */
  private <T> List<T> some(List<T> values) {
    int start = EndpointTable.ALL.indexOf(endpoint);
    return IntStream.range(0, values.size())
        .filter(i -> endpoint.isThorough() || values.size() < SHARE || (start + i) % SHARE == 0)
        .mapToObj(values::get)
        .toList();
  }

  private void callers() {
    Request usual = request(endpoint.target());
    add("caller", "no token", by("", usual), Expected.status(401));
    String token = "Bearer x.y.z";
    Request forged = request(endpoint.target(), "Authorization", token);
    add("caller", token, by("", forged), Expected.status(401));
    if (endpoint.writes()) {
      add("caller", "a student", by(STUDENT, usual), Expected.status(403));
    }
    if (endpoint.isForeign()) {
      add("caller", "of another school", by(HEAD, usual), Expected.status(403));
    }
  }

  private void path() {
    for (Map.Entry<String, Part> each : endpoint.parts.entrySet()) {
      String part = each.getKey();
      PartKind kind = each.getValue().kind();
      Expected expected = kind == PartKind.DATE ? Expected.field(part) : Expected.status(404);
      for (String word : some(kind == PartKind.DATE ? BadWords.DAY : BadWords.PART)) {
        add("path." + part, word, request(endpoint.withPart(part, word)), expected);
      }
      for (String word : BadWords.CONTROL) {
        add("path." + part, word, request(endpoint.withPart(part, word)), Expected.bare());
      }
      add("path." + part, "1%2F2", request(endpoint.withPart(part, "1%2F2")), Expected.status(400));
      if (kind == PartKind.ID) {
        Request absent = request(endpoint.withPart(part, ABSENT));
        add("path." + part, "absent, other caller", by(HEAD, absent), Expected.status(403));
      }
    }
    Request longTarget = request(endpoint.withQuery("x=" + "a".repeat(4_200), true));
    add("target", "4,200 characters", longTarget, Expected.status(414));
  }

  private void query() {
    for (Parameter parameter : endpoint.parameters) {
      for (String word : some(parameter.bad())) {
        String query = parameter.name() + "=" + word;
        // A parameter that the good query has is replaced.
        boolean isMore = !endpoint.query().startsWith(parameter.name() + "=");
        add(
            "query." + parameter.name(),
            word,
            request(endpoint.withQuery(query, isMore)),
            parameter.expected());
      }
      String twice = parameter.name() + "=1&" + parameter.name() + "=2";
      add(
          "query",
          twice,
          request(endpoint.withQuery(twice, false)),
          Expected.field(parameter.name()));
    }
    add("query", "x=1&x=2", request(endpoint.withQuery("x=1&x=2", true)), Expected.field("x"));
    String broken = "x=%C3%28";
    add("query", broken, request(endpoint.withQuery(broken, true)), Expected.status(400));
  }

  private void headers() {
    String target = endpoint.target();
    Request xml = request(target, "Accept", "application/xml");
    add("header.Accept", "application/xml", xml, Expected.status(406));
    if (endpoint.isVersioned()) {
      for (String tag : some(BadWords.TAGS)) {
        add("header.If-Match", tag, request(target, "If-Match", tag), Expected.status(412));
      }
    }
    if (json == null) {
      return;
    }
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=ISO-8859-1",
            "json",
            otherJson())) {
      Request typed = request(target, "Content-Type", type);
      add("header.Content-Type", type, typed, Expected.status(415));
    }
    Request zipped = request(target, "Content-Encoding", "gzip");
    add("header.Content-Encoding", "gzip", zipped, Expected.status(415));
  }

  /** JSON of the other kind: a patch is none of a whole thing. */
  private String otherJson() {
    return endpoint.body().type().equals(Body.JSON) ? "application/merge-patch+json" : Body.JSON;
  }

  private void fields() {
    Body body = endpoint.body();
    for (Field field : body.fields()) {
      for (BadValue bad : some(field.kind().values())) {
        String member = field.frame().formatted(bad.json());
        field(field, bad.json(), body.with(field.member(), member), field.path() + bad.inside());
      }
      if (field.required()) {
        String empty = field.frame().formatted("null");
        field(field, "null", body.with(field.member(), empty), field.path());
      }
      if (field.required() && field.isMember() && !body.isPartial()) {
        field(field, "(missing)", body.without(field.member()), field.path());
      }
    }
  }

  private void field(Field field, String value, String whole, String named) {
    Request request = endpoint.request(endpoint.target(), whole);
    add("body." + field.path(), value, request, Expected.field(named));
  }

  private void wholeBody() {
    some(WholeBodies.of(endpoint.body()))
        .forEach(
            bad -> {
              Request request = endpoint.request(endpoint.target(), bad.json());
              add("body", bad.what(), request, bad.expected());
            });
  }

  private void rules() {
    for (Rule rule : endpoint.rules) {
      String place = rule.place();
      boolean isPart = endpoint.parts.containsKey(place);
      Request request;
      if (isPart) {
        request = request(endpoint.withPart(place, rule.value()));
      } else if (place.equals("query")) {
        request = request(endpoint.withQuery(rule.value(), false));
      } else if (place.equals("body")) {
        request = endpoint.request(endpoint.target(), rule.value());
      } else {
        String whole = endpoint.body().with(place, rule.value());
        request = endpoint.request(endpoint.target(), whole);
      }
      add("rule." + place, rule.value(), request, rule.expected());
    }
  }

  /** Returns a method that no endpoint of a path has, for each path. */
  static List<BadCase> methods() {
    return EndpointTable.ALL.stream()
        .map(Endpoint::path)
        .distinct()
        .map(BadCases::otherMethod)
        .toList();
  }

  private static BadCase otherMethod(String path) {
    List<Endpoint> there =
        EndpointTable.ALL.stream().filter(each -> each.path().equals(path)).toList();
    String method =
        Stream.of("PATCH", "POST", "DELETE", "PUT")
            .filter(each -> there.stream().noneMatch(one -> one.method().equals(each)))
            .findFirst()
            .orElseThrow();
    Request request =
        new Request(
            "super.admin", method, there.get(0).target(), "{}", List.of("Content-Type", Body.JSON));
    return new BadCase(there.get(0).name, "method", method, request, Expected.status(405));
  }
}
