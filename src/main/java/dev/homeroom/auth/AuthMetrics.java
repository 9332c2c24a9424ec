package dev.homeroom.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.EnumMap;
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

  private final Map<CheckResult, Map<CheckBasis, Counter>> checks =
      new EnumMap<>(CheckResult.class);

  void register(@Observes @Priority(60) Startup event) {
    Metadata checked =
        Metadata.builder()
            .withName("revocation_checks")
            .withDescription("Checks of tokens, by result and by the poll that it is based on")
            .build();
    for (CheckResult result : CheckResult.values()) {
      Map<CheckBasis, Counter> byBasis = new EnumMap<>(CheckBasis.class);
      for (CheckBasis basis : CheckBasis.values()) {
        Tag[] tags = {
          new Tag("result", result.name().toLowerCase(Locale.ROOT)),
          new Tag("source", basis.name().toLowerCase(Locale.ROOT))
        };
        byBasis.put(basis, registry.counter(checked, tags));
      }
      checks.put(result, byBasis);
    }
    Metadata age =
        Metadata.builder()
            .withName("revocation_copy_age_seconds")
            .withDescription("Time since the revocations were last read")
            .build();
    registry.gauge(age, revocations.set(), set -> set.age().toNanos() / NANOS);
    Metadata size =
        Metadata.builder()
            .withName("revocations_known")
            .withDescription("Revoked tokens that have not expired yet")
            .build();
    registry.gauge(size, revocations.set(), RevocationSet::size);
  }

  @Override
  public void count(CheckResult result, CheckBasis basis) {
    Map<CheckBasis, Counter> byBasis = checks.get(result);
    Counter counter = byBasis == null ? null : byBasis.get(basis);
    if (counter != null) {
      counter.inc();
    }
  }
}
