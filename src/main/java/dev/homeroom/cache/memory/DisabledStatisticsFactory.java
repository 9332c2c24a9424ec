package dev.homeroom.cache.memory;

import org.ehcache.core.spi.service.ServiceFactory;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.spi.service.ServiceCreationConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Has Ehcache use {@link DisabledStatistics}. Ehcache finds it by {@code META-INF/services}, and
 * prefers it to its own because of its rank.
 */
public final class DisabledStatisticsFactory implements ServiceFactory<StatisticsService> {
  private static final int BEFORE_EHCACHES_OWN = 2;

  @Override
  public int rank() {
    return BEFORE_EHCACHES_OWN;
  }

  @Override
  public StatisticsService create(
      @Nullable ServiceCreationConfiguration<StatisticsService, ?> unused) {
    return new DisabledStatistics();
  }

  @Override
  public Class<? extends StatisticsService> getServiceType() {
    return DisabledStatistics.class;
  }
}
