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
 * The paths of {@link Public} methods, collected when JAX-RS starts and names each of its methods.
 * They need not be hidden, so errors of requests to them may be shown.
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

  /** Returns whether a path below the API's base has a public method. */
  boolean contains(String path) {
    String plain = text(path);
    return paths.stream().anyMatch(template -> template.matcher(plain).matches());
  }

  private static String text(@Nullable Path path) {
    return path == null ? "" : text(path.value());
  }

  /** Returns a path without slashes at its ends, which JAX-RS ignores. */
  private static String text(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? "" : "/" + inner;
  }
}
