package dev.homeroom.http;

import dev.homeroom.cache.spi.LoadFailures;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the cache which failures of its loaders mean that the database is away. */
@ApplicationScoped
class DatabaseFailures implements LoadFailures {
  @Override
  public boolean isDatabaseAway(Throwable failure) {
    return Failures.problem(failure).code() == ErrorCode.DATABASE_AWAY;
  }
}
