package dev.homeroom.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfigurationStrategy;

/**
 * How many classes of integration tests run side by side: {@code it.lanes} on a machine of the
 * usual speed, fewer on one that is slower or has other work. Servers that start there side by side
 * would keep no promise of a second, whatever they do.
 */
public final class Lanes implements ParallelExecutionConfigurationStrategy {
  /** What the smallest Java program takes on two cores of the usual speed with nothing to do. */
  private static final double USUAL_MILLIS = 65;

  private static final int MEASURED = 9;

  /** Returns as many as are asked for, or as a machine of this speed can have; at least one. */
  static int of(int asked, double millis) {
    return Math.max(1, Math.min(asked, (int) Math.round(asked * USUAL_MILLIS / millis)));
  }

  @Override
  @SuppressWarnings("SystemOut") // Whoever reads the times of a build wants to know.
  public ParallelExecutionConfiguration createConfiguration(ConfigurationParameters parameters) {
    int asked = parameters.get("lanes", Integer::valueOf).orElse(1);
    double millis = median();
    int lanes = of(asked, millis);
    System.out.printf("classes side by side: %d of %d (Java: %.0f ms)%n", lanes, asked, millis);
    return new Fixed(lanes);
  }

  private static double median() {
    double[] millis = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      millis[i] = millis();
    }
    Arrays.sort(millis);
    return millis[MEASURED / 2];
  }

  private static double millis() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long begun = System.nanoTime();
    try {
      new ProcessBuilder(java, "-Xshare:off", "-version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** As JUnit's own fixed strategy has it. */
  private record Fixed(int lanes) implements ParallelExecutionConfiguration {
    @Override
    public int getParallelism() {
      return lanes;
    }

    @Override
    public int getMinimumRunnable() {
      return lanes;
    }

    @Override
    public int getMaxPoolSize() {
      return lanes + 256;
    }

    @Override
    public int getCorePoolSize() {
      return lanes;
    }

    @Override
    public int getKeepAliveSeconds() {
      return 30;
    }
  }
}
