package dev.homeroom.cache.redis;

import dev.homeroom.testkit.RedisServer;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The gate's contract inside of Liberty: with the interceptors of MicroProfile Fault Tolerance. */
@ExtendWith(ArquillianExtension.class)
@ResourceLock("the server of Arquillian")
class InsideGateIT extends GateContract {
  @Inject GuardedGate gate;

  /** The WAR as it ships, led to the build's Redis, which ends with this process. */
  @Deployment
  static WebArchive war() throws URISyntaxException {
    Path assertions =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ShrinkWrap.create(ZipImporter.class, "homeroom-gate.war")
        .importFrom(new File("target/homeroom.war"))
        .as(WebArchive.class)
        .addClasses(InsideGateIT.class, GateContract.class)
        .addAsResource(
            new StringAsset("REDIS_URL=" + RedisServer.started().url()),
            "META-INF/microprofile-config.properties")
        .addAsLibrary(assertions.toFile());
  }

  @Override
  Gate gate() {
    return gate;
  }
}
