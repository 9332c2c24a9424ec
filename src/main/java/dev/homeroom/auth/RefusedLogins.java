package dev.homeroom.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts the logins that were refused without a check of the password. */
@ApplicationScoped
class RefusedLogins {
  @Inject MetricRegistry registry;

  private final Metadata refusals =
      Metadata.builder()
          .withName("login_refusals")
          .withDescription("Logins refused with 429, by what had failed too often")
          .build();

  /** What had too many failures. */
  enum RefusalReason {
    /** The user name, whether an account has it or not. */
    ACCOUNT,
    /** The client address. */
    ADDRESS
  }

  /** Counts one. */
  void count(RefusalReason reason) {
    registry.counter(refusals, new Tag("reason", reason.name().toLowerCase(Locale.ROOT))).inc();
  }
}
