package dev.homeroom.auth;

import dev.homeroom.access.RightsLowered;
import dev.homeroom.access.RoleLowered;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Raises cut-offs, which refuse every access and refresh token that was issued before: when rights
 * are lowered, in the transaction of the change, so that both happen or neither, and when somebody
 * asks for it. If the database is away, both fail.
 *
 * <p>If Redis is down: nothing changes; other servers know within 2 s.
 */
@ApplicationScoped
public class CutOffRaising {
  private static final System.Logger LOGGER = System.getLogger(CutOffRaising.class.getName());

  @Inject CacheService cache;
  @Inject AuditLog audit;

  /** Cuts off the tokens of one person. */
  void person(@Observes RightsLowered event) {
    cutOff(CutOffs.user(event.personId()), event.reason());
  }

  /** Cuts off the tokens of all people with a role. */
  void role(@Observes RoleLowered event) {
    cutOff(CutOffs.role(event.role()), event.reason());
  }

  /**
   * Raises a cut-off at somebody's request, which is recorded.
   *
   * @throws RuntimeException if the database is away; then nothing has changed
   */
  @Transactional
  public void cutOff(Tag tag, AuditEvent event) {
    cutOff(tag, "at a request");
    audit.record(event);
  }

  /**
   * Raises a cut-off within an act that is recorded by itself.
   *
   * @param reason a few words for the log
   * @throws RuntimeException if the database is away; then nothing has changed
   */
  @Transactional
  public void cutOff(Tag tag, String reason) {
    LOGGER.log(System.Logger.Level.DEBUG, "Tokens of {0} are cut off: {1}", tag.name(), reason);
    cache.invalidate(List.of(tag));
  }
}
