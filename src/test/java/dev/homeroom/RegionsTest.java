package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.homeroom.cache.Region;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.Tables;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every region is declared where the start, the golden file and the page of keys know of it. */
class RegionsTest {
  private static final List<Field> DECLARED =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.homeroom")
              .stream()
              .flatMap(type -> type.getFields().stream())
              .filter(field -> field.getRawType().isEquivalentTo(Region.class))
              // A region is declared as a constant; a field of an object holds one declared
              // elsewhere.
              .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
              .filter(field -> !field.getOwner().getPackageName().startsWith("dev.homeroom.cache"))
              .map(JavaField::reflect)
              .toList();

  @Test
  void regions_areProduced_soThatTheStartKnowsTheirSettings() {
    assertThat(DECLARED).hasSizeGreaterThan(2).allMatch(field -> produces(field));
  }

  private static boolean produces(Field field) {
    return field.isAnnotationPresent(Produces.class);
  }

  @Test
  void regions_areThoseOfTheGoldenKeys_andOfThePageOfKeys() throws Exception {
    Set<String> names = new TreeSet<>();
    for (Field field : DECLARED) {
      field.setAccessible(true);
      names.add(((Region<?>) field.get(null)).name());
    }
    assertThat(goldenRegions()).isEqualTo(names);
    assertThat(Tables.rows(Path.of("docs/keys.md")).stream().map(row -> row.get(0)))
        .containsAll(names);
  }

  private static Set<String> goldenRegions() throws Exception {
    return Files.readAllLines(KeptKeys.GOLDEN).stream()
        .map(line -> line.replaceAll(".* \\| region:(\\S+) .*", "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
