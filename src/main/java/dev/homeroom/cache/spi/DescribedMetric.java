package dev.homeroom.cache.spi;

import org.eclipse.microprofile.metrics.Metadata;

/** Makes the metadata of a metric: its name and its description. */
public final class DescribedMetric {
  private DescribedMetric() {}

  /** Returns the metadata of a metric without a unit. */
  public static Metadata of(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}
