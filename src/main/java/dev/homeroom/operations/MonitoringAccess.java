package dev.homeroom.operations;

import dev.homeroom.access.Caller;
import dev.homeroom.access.RoleName;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Guards the endpoints that show the server's inside. Fails closed. */
@ApplicationScoped
class MonitoringAccess {
  @Inject MonitoringConfig config;

  /**
   * Checks that a request may read monitoring data.
   *
   * @throws ProblemException UNAUTHENTICATED without the required token or caller; FORBIDDEN with a
   *     caller that is no super administrator
   */
  void require(@Nullable String authorization, @Nullable Principal principal) {
    check(config, authorization, principal);
  }

  /** Returns whether the caller's role decides. */
  boolean wantsCaller() {
    return config.guard() == MonitoringConfig.GuardKind.ROLE;
  }

  static void check(
      MonitoringConfig config, @Nullable String authorization, @Nullable Principal principal) {
    boolean passes =
        switch (config.guard()) {
          case OPEN -> true;
          case TOKEN -> config.isToken(authorization);
          case ROLE -> isAdministrator(principal);
        };
    if (!passes) {
      throw new ProblemException(
          ErrorCode.UNAUTHENTICATED, "This is guarded by HOMEROOM_MONITORING.");
    }
  }

  private static boolean isAdministrator(@Nullable Principal principal) {
    if (!(principal instanceof Caller caller)) {
      return false;
    }
    if (!caller.has(RoleName.SUPER_ADMIN)) {
      throw ProblemException.forbidden();
    }
    return true;
  }
}
