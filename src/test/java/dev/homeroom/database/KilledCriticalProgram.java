package dev.homeroom.database;

import dev.homeroom.testkit.Databases;
import java.time.Duration;

/**
 * Changes critical keys until it is killed: {@code url user password kind run}. Prints a line once
 * a change has returned: {@code set key value}, {@code deleted key}, {@code count number}.
 */
public final class KilledCriticalProgram {
  /** The name of its sessions in PostgreSQL. */
  static final String NAME = "killed-critical";

  private KilledCriticalProgram() {}

  /** Runs for ever. */
  public static void main(String... arguments) {
    Databases.Address address = new Databases.Address(arguments[0], arguments[1], arguments[2]);
    try (CriticalNode node = new CriticalNode(address, DatabaseKind.valueOf(arguments[3]))) {
      for (int i = 0; ; i++) {
        String key = "critical:" + arguments[4] + ":" + i % 7;
        if (i % 5 == 4) {
          node.commands.delete(key);
          System.out.println("deleted " + key);
        } else {
          node.commands.set(key, "v" + i, Duration.ofHours(1));
          System.out.println("set " + key + " v" + i);
        }
        System.out.println("count " + node.commands.incr("critical:count"));
      }
    }
  }
}
