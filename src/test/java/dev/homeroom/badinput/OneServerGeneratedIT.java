package dev.homeroom.badinput;

import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On PostgreSQL; StartIT does the same on H2. */
@OnDemoServer
class OneServerGeneratedIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  @Test
  void badInput_ofEveryEndpoint_isRefused_andWritesNothing() throws Exception {
    BadInputWalk.walk(DEMO.client(), DEMO::database, true);
  }
}
