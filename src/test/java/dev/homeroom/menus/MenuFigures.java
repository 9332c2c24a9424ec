package dev.homeroom.menus;

import dev.homeroom.cache.LoadScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads what dashboards show of menus, from the database; throws if it is away. */
@ApplicationScoped
public class MenuFigures {
  @Inject MenuRepository menus;

  /** The dishes of one day; null if the canteen is closed. */
  public record DayMenu(LocalDate date, @Nullable String main, @Nullable String vegetarian) {}

  /** Returns a school's menu of a date. */
  public DayMenu of(String schoolId, LocalDate date, LoadScope scope) {
    scope.dependsOn(MenuService.tag(schoolId, date.getDayOfWeek()));
    return menus
        .find(schoolId, date.getDayOfWeek())
        .map(menu -> new DayMenu(date, menu.main(), menu.vegetarian()))
        .orElseGet(() -> new DayMenu(date, null, null));
  }
}
