package dev.homeroom.dashboards;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import java.util.List;

/**
 * Makes the keys of one subject's widgets, from the resolved subject and no input of the caller.
 * Their common parts are made once.
 */
final class WidgetKeys {
  private static final String NO_TERM = "none";
  private static final String NOTICES = "notices";

  private final Region<Object> region;
  private final Viewed viewed;
  private final Scope scope;
  private final String term;

  WidgetKeys(Region<Object> region, Viewed viewed) {
    this.region = region;
    this.viewed = viewed;
    this.scope = Scope.school(viewed.schoolId());
    this.term = viewed.termId() == null ? NO_TERM : viewed.termId();
  }

  CacheKey<Object> of(String widget) {
    return region.key(scope, () -> tags(widget), viewed.personId(), widget, term);
  }

  private List<Tag> tags(String widget) {
    Tag user = Tag.of("user", viewed.personId());
    // Only the widget of notices is void when one changes: else each would empty a whole school.
    return widget.equals(NOTICES)
        ? List.of(user, Tag.of(NOTICES, viewed.schoolId()))
        : List.of(user);
  }
}
