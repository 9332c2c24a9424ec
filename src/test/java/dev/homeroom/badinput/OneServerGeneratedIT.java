package dev.homeroom.badinput;

import dev.homeroom.testkit.DemoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** On PostgreSQL; StartIT does the same on H2. */
@ResourceLock(DemoServer.NAME)
class OneServerGeneratedIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  @Test
  void badInput_ofEveryEndpoint_isRefused_andWritesNothing() throws Exception {
    BadInputWalk.walk(DEMO.client(), DEMO::database, true);
  }
}
