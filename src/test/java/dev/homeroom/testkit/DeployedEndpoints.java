package dev.homeroom.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What JAX-RS finds among our classes. */
public final class DeployedEndpoints {
  /** All our classes, read once in a JVM: that takes seconds. */
  public static final JavaClasses MAIN = new ClassFileImporter().importPath("target/classes");

  private DeployedEndpoints() {}

  /** Returns the names of all endpoints, {@code GET /auth/me}. */
  public static Set<String> names() {
    return methods().keySet();
  }

  /** Returns the methods behind all endpoints, by the endpoints' names. */
  public static Map<String, Method> methods() {
    Map<String, Method> found = new TreeMap<>();
    MAIN.stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .map(JavaClass::reflect)
        .flatMap(type -> Stream.of(type.getMethods()))
        .forEach(method -> name(method).ifPresent(name -> found.put(name, method)));
    return found;
  }

  /** Returns the methods that have an annotation, by the endpoints' names. */
  public static Map<String, Method> methods(Class<? extends Annotation> annotation) {
    Map<String, Method> found = methods();
    found.values().removeIf(method -> !method.isAnnotationPresent(annotation));
    return found;
  }

  private static Optional<String> name(Method method) {
    Path path = method.getAnnotation(Path.class);
    Path ofType = method.getDeclaringClass().getAnnotation(Path.class);
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
        .map(annotation -> annotation.getAnnotation(HttpMethod.class).value())
        .map(verb -> verb + " " + ofType.value() + (path == null ? "" : path.value()))
        .findFirst();
  }
}
