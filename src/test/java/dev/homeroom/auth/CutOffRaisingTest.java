package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.RightsLowered;
import dev.homeroom.access.RoleLowered;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CutOffRaisingTest {
  private final List<Tag> replaced = new ArrayList<>();
  private final CutOffRaising observer = new CutOffRaising();

  CutOffRaisingTest() {
    observer.cache =
        (CacheService)
            Proxy.newProxyInstance(
                CacheService.class.getClassLoader(),
                new Class<?>[] {CacheService.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("invalidate");
                  ((Collection<?>) arguments[0]).forEach(tag -> replaced.add((Tag) tag));
                  return null;
                });
  }

  @Test
  void person_cutsOffThePersonsTokens_andNobodyElses() {
    observer.person(new RightsLowered("42", "role removed"));

    assertThat(replaced).extracting(Tag::name).containsExactly("cut:user:42");
    assertThat(CutOffs.of(new dev.homeroom.users.Person("42", "A", "1", Set.of(), true)))
        .as("what a token of the person is issued under")
        .containsAll(replaced);
  }

  @Test
  void role_cutsOffTheTokensIssuedUnderIt() {
    observer.role(new RoleLowered("Front desk", "permission removed"));

    assertThat(replaced).containsExactly(CutOffs.role("Front desk"));
    assertThat(
            CutOffs.of(new dev.homeroom.users.Person("42", "A", "1", Set.of("Front desk"), true)))
        .containsAll(replaced);
    assertThat(CutOffs.of(new dev.homeroom.users.Person("43", "B", "1", Set.of("Other"), true)))
        .doesNotContainAnyElementsOf(replaced);
  }
}
