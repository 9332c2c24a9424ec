package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.GenerationWriter;
import java.util.Collection;

/** The writer of a test that writes nothing: it refuses each write. */
public final class NoWriter implements GenerationWriter {
  @Override
  public void replace(Collection<Tag> tags) {
    throw new IllegalStateException("nobody writes here");
  }

  @Override
  public boolean inTransaction() {
    return false;
  }
}
