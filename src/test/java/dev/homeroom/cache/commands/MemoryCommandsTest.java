package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;

/** Memory answers as plain Redis does. */
class MemoryCommandsTest extends CommandTiersContract {
  private final ManualTime time = new ManualTime();

  @Override
  CommandTier empty() {
    return new MemoryCommands(new UnboundedValues(), time);
  }

  @Override
  void pass(Duration passing) {
    time.pass(passing);
  }
}
