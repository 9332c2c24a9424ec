package dev.homeroom.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.DeployedEndpoints;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.junit.jupiter.api.Test;

class BadInputTableTest {
  private static final Map<String, Method> DEPLOYED = DeployedEndpoints.methods();

  @Test
  void everyEndpoint_isInTheTable_orItsBadInputIsTriedElsewhere() {
    Set<String> known = names(EndpointTable.ALL.stream().map(endpoint -> endpoint.name));
    assertThat(known).hasSameSizeAs(EndpointTable.ALL);
    assertThat(known).doesNotContainAnyElementsOf(EndpointTable.ELSEWHERE);
    known.addAll(EndpointTable.ELSEWHERE);
    assertThat(DEPLOYED.keySet())
        .as("give a new endpoint a good request in EndpointTable")
        .isEqualTo(known);
  }

  @Test
  void everyPart_parameter_andHeader_isInTheTable() {
    for (Endpoint endpoint : EndpointTable.ALL) {
      Method method = DEPLOYED.get(endpoint.name);
      assertThat(endpoint.parts.keySet())
          .as(endpoint.name)
          .isEqualTo(names(each(method, PathParam.class).map(PathParam::value)));
      assertThat(names(endpoint.parameters.stream().map(Endpoint.Parameter::name)))
          .as(endpoint.name)
          .containsAll(parameters(method));
      assertThat(endpoint.isVersioned())
          .as("If-Match of %s", endpoint.name)
          .isEqualTo(each(method, HeaderParam.class).findAny().isPresent());
    }
  }

  /** The methods that read their bodies themselves have the fields of the others. */
  @Test
  void everyField_ofEveryBody_isInTheTable() {
    for (Endpoint endpoint : EndpointTable.ALL) {
      Stream.of(DEPLOYED.get(endpoint.name).getParameterTypes())
          .filter(Class::isRecord)
          .forEach(
              input ->
                  assertThat(names(endpoint.body().fields().stream().map(Field::path)))
                      .as(endpoint.name)
                      .isEqualTo(fields(input, "")));
    }
  }

  @Test
  void cases_areDistinct_andTouchEveryPlace() {
    List<BadCase> all = BadCases.ofAll();
    assertThat(all.stream().map(BadCase::identity)).doesNotHaveDuplicates();
    System.out.println("bad input: " + all.size() + " generated cases");
    for (Endpoint endpoint : EndpointTable.ALL) {
      Set<String> places = names(BadCases.of(endpoint).stream().map(BadCase::place));
      assertThat(places)
          .containsAll(names(endpoint.parts.keySet().stream().map("path."::concat)))
          .containsAll(names(endpoint.parameters.stream().map(each -> "query." + each.name())));
      if (endpoint.body() != null) {
        assertThat(places)
            .containsAll(names(endpoint.body().fields().stream().map(f -> "body." + f.path())));
      }
    }
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }

  private static <A extends java.lang.annotation.Annotation> Stream<A> each(
      Method method, Class<A> annotation) {
    return Stream.of(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(annotation))
        .map(parameter -> parameter.getAnnotation(annotation));
  }

  /** Returns the parameters that a method reads, or that its documentation names. */
  private static Set<String> parameters(Method method) {
    Set<String> names = names(each(method, QueryParam.class).map(QueryParam::value));
    for (Parameter parameter : method.getAnnotationsByType(Parameter.class)) {
      if (parameter.in() == ParameterIn.QUERY) {
        names.add(parameter.name());
      } else if (!parameter.ref().isEmpty()) {
        names.add(parameter.ref().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** Returns the fields of a body as refusals name them. */
  private static Set<String> fields(Class<?> input, String before) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : input.getRecordComponents()) {
      String name =
          before + component.getName().replaceAll("(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT);
      names.add(name);
      String type = component.getGenericType().getTypeName();
      Stream.of(input.getDeclaredClasses())
          .filter(inner -> type.contains(inner.getName()))
          .forEach(inner -> names.addAll(fields(inner, name + "[0].")));
    }
    return names;
  }
}
