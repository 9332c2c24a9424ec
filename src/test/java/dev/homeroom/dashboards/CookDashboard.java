package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.menus.MenuFigures;
import dev.homeroom.notices.NoticeBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/** The dashboard of cooks, a custom role. */
@ApplicationScoped
class CookDashboard implements RoleDashboard {
  /** The widgets of cooks: an entry is the JSON object of one widget, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:cook", "dashboard:cook:{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);

  @Inject MenuFigures menus;
  @Inject NoticeBoard board;

  private final Dashboard dashboard =
      new Dashboard(
          "cook",
          List.of(
              StoredWidget.of(REGION, "menu", this::menu, USER),
              StoredWidget.of(REGION, "notices", this::notices, USER, PEOPLE, NOTICES)));

  @Override
  public String role() {
    return "cook";
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  private Object menu(WidgetFrame in) {
    return menus.of(in.viewed().school(), in.date(), in.scope());
  }

  private Object notices(WidgetFrame in) {
    return board.of(in.id(), in.day(), in.scope());
  }
}
