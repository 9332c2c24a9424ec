package dev.homeroom.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Registers the metrics of tokens: the results of checks, and the age of the known revocations. */
@ApplicationScoped
class AuthMetrics implements CheckCounter {
  private static final double NANOS = 1e9;

  @Inject MetricRegistry registry;
  @Inject Revocations revocations;

  private final Map<CheckKey, Counter> checks = new HashMap<>();

  private record CheckKey(CheckResult result, CheckBasis basis) {}

  void register(@Observes @Priority(60) Startup event) {
    Metadata checked =
        metadata(
            "revocation_checks", "Checks of tokens, by result and by the poll that it is based on");
    for (CheckResult result : CheckResult.values()) {
      for (CheckBasis basis : CheckBasis.values()) {
        Tag[] tags = {
          new Tag("result", result.name().toLowerCase(Locale.ROOT)),
          new Tag("source", basis.name().toLowerCase(Locale.ROOT))
        };
        checks.put(new CheckKey(result, basis), registry.counter(checked, tags));
      }
    }
    registry.gauge(
        metadata("revocation_copy_age_seconds", "Time since the revocations were last read"),
        revocations.set(),
        set -> set.age().toNanos() / NANOS);
    registry.gauge(
        metadata("revocations_known", "Revoked tokens that have not expired yet"),
        revocations.set(),
        RevocationSet::size);
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }

  @Override
  public void count(CheckResult result, CheckBasis basis) {
    Counter counter = checks.get(new CheckKey(result, basis));
    if (counter != null) {
      counter.inc();
    }
  }
}
