package dev.homeroom.cache.commands;

import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;

/** Memory answers as plain Redis does. */
class MemoryCommandsTest extends CommandTiersContract {
  private final CommandValues values = TestValues.shipped();
  private final ManualTime time = new ManualTime();

  @Override
  CommandTier empty() {
    values.clear();
    return new MemoryCommands(values, time);
  }

  @Override
  void pass(Duration passing) {
    time.pass(passing);
  }
}
