package dev.homeroom.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Registers the metrics of signing keys. */
@ApplicationScoped
class KeyMetrics {
  @Inject MetricRegistry registry;
  @Inject AwaitedKeys keys;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        metadata("signing_keys_valid", "Keys whose tokens are accepted"),
        keys,
        known -> known.all().size());
    registry.gauge(
        metadata("signing_key_polls", "Polls that tokens of unknown keys have caused"),
        keys,
        AwaitedKeys::polls);
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}
