package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The answer to a cached GET. */
public final class CachedAnswer {
  private CachedAnswer() {}

  /** Answers a dashboard, its widgets in the order in which they are written. */
  public static Response dashboard(
      ContainerRequestContext request,
      String dashboard,
      Subject subject,
      Map<String, Cached<?>> widgets) {
    StringBuilder body = new StringBuilder("{");
    widgets.forEach(
        (name, value) ->
            body.append(body.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(new String(value.payload(), java.nio.charset.StandardCharsets.UTF_8)));
    return Response.ok(body.append('}').toString(), "application/json").build();
  }

  /** Answers one value. */
  public static Response of(ContainerRequestContext request, Cached<?> value) {
    return Response.ok(value.payload(), "application/json").build();
  }
}
