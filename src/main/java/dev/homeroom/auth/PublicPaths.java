package dev.homeroom.auth;

import dev.homeroom.access.Public;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths at which a {@link Public} method stands, as JAX-RS names each of its methods once when
 * it starts. They need no hiding, so that what is wrong with a request to them may be said.
 */
@Provider
@ApplicationScoped
public class PublicPaths implements DynamicFeature {
  private final List<Pattern> paths = new CopyOnWriteArrayList<>();

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    if (isPublic(method)) {
      String template =
          text(resource.getResourceClass().getAnnotation(Path.class))
              + text(method.getAnnotation(Path.class));
      paths.add(Pattern.compile(template.replaceAll("\\{[^}]*\\}", "[^/]+")));
    }
  }

  /** Returns whether a method answers without a caller. */
  static boolean isPublic(@Nullable Method method) {
    return method != null
        && (method.isAnnotationPresent(Public.class)
            || method.getDeclaringClass().isAnnotationPresent(Public.class));
  }

  /** Returns whether a public method stands at a path below the API's base. */
  boolean contains(String path) {
    String plain = text(path);
    return paths.stream().anyMatch(template -> template.matcher(plain).matches());
  }

  private static String text(@Nullable Path path) {
    return path == null ? "" : text(path.value());
  }

  /** JAX-RS takes slashes at both ends for none. */
  private static String text(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? "" : "/" + inner;
  }
}
