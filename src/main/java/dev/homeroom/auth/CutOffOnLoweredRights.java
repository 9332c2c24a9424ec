package dev.homeroom.auth;

import dev.homeroom.access.RightsLowered;
import dev.homeroom.access.RoleLowered;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Cuts off tokens when rights are lowered: the tag is raised in the transaction of the change, so
 * that both happen or neither. If the database is away, the change fails.
 *
 * <p>If Redis is down: nothing changes; other servers know within 2 s.
 */
@ApplicationScoped
class CutOffOnLoweredRights {
  private static final System.Logger LOGGER =
      System.getLogger(CutOffOnLoweredRights.class.getName());

  @Inject CacheService cache;

  /** Cuts off the tokens of one person. */
  void person(@Observes RightsLowered event) {
    cutOff(CutOffs.user(event.personId()), event.reason());
  }

  /** Cuts off the tokens of all people with a role. */
  void role(@Observes RoleLowered event) {
    cutOff(CutOffs.role(event.role()), event.reason());
  }

  private void cutOff(Tag tag, String reason) {
    LOGGER.log(System.Logger.Level.DEBUG, "Tokens of {0} are cut off: {1}", tag.name(), reason);
    cache.invalidate(List.of(tag));
  }
}
