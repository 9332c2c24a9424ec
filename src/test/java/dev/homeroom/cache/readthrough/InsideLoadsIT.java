package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.homeroom.cache.LoadsSuspendedException;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The contract of loads inside of Liberty: with the interceptors of MicroProfile Fault Tolerance.
 */
@ExtendWith(ArquillianExtension.class)
@ResourceLock("the server of Arquillian")
class InsideLoadsIT extends LoadsContract {
  private static final int OPENS_AFTER = 10;

  @Inject GuardedLoads loads;

  /** The WAR as it ships. */
  @Deployment
  static WebArchive war() throws URISyntaxException {
    Path assertions =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ShrinkWrap.create(ZipImporter.class, "homeroom-loads.war")
        .importFrom(new File("target/homeroom.war"))
        .as(WebArchive.class)
        .addClasses(InsideLoadsIT.class, LoadsContract.class)
        .addAsLibrary(assertions.toFile());
  }

  @Override
  LoadGuard guard() {
    return loads;
  }

  private boolean isSuspended() {
    try {
      loads.run(KEY, () -> {});
      return false;
    } catch (LoadsSuspendedException e) {
      return true;
    }
  }

  /** Fills what the breaker looks back on with loads that went well. */
  private void allWell() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int well = 0; well < OPENS_AFTER; ) {
      assertThat(System.nanoTime()).as("closes again").isLessThan(end);
      well = isSuspended() ? 0 : well + 1;
    }
  }

  @Test
  void run_databaseNotReachedByTheLastLoads_isRefusedAtOnce_andTriedAgainAfterASecond() {
    allWell();
    for (int i = 0; i < OPENS_AFTER / 2; i++) {
      RuntimeException away = unreached();
      assertThatThrownBy(() -> fail(away)).isSameAs(away);
    }
    long opened = System.nanoTime();
    AtomicInteger runs = new AtomicInteger();
    Throwable refused = catchThrowable(() -> loads.run(KEY, runs::incrementAndGet));
    // A machine that takes a second of its own in between has it tried again.
    if (System.nanoTime() - opened < TimeUnit.MILLISECONDS.toNanos(900)) {
      assertThat(refused)
          .isInstanceOf(LoadsSuspendedException.class)
          .hasMessageContaining("d:guarded:1");
      assertThat(runs).as("refused without a try").hasValue(0);
    }

    allWell();
    assertThat(System.nanoTime() - opened).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
  }

  @Test
  void run_fewOfTheLastLoadsDidNotReachTheDatabase_isNotRefused() {
    allWell();
    for (int i = 0; i < OPENS_AFTER / 2 - 1; i++) {
      RuntimeException away = unreached();
      assertThatThrownBy(() -> fail(away)).isSameAs(away);
    }
    assertThat(isSuspended()).isFalse();
    allWell();
  }
}
