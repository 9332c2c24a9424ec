package dev.homeroom.database;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.TestCritical;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.sql.ContainerTransactions;
import dev.homeroom.testkit.Databases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** One instance with critical keys: its cache, its table, and its transactions. */
final class CriticalNode implements AutoCloseable {
  final Node node;
  final CacheCommands<String> commands;
  final CriticalRows rows;
  private final ContainerTransactions transactions;

  CriticalNode(Databases.Address address, DatabaseKind kind) {
    node = new Node(address, kind, new Node.Plan());
    transactions = new ContainerTransactions(node.main);
    GenerationWriter writer =
        new TransactionTags(
            transactions.registry(),
            transactions.dataSource(),
            node.writes,
            node.generations,
            tags -> {});
    CriticalKeyTable table = new CriticalKeyTable();
    table.dataSource = transactions.dataSource();
    table.generations = writer;
    table.known = node.generations;
    table.clock = node.time;
    rows = annotated(table);
    commands = TestCritical.texts(node.cache, rows, writer, node.time);
  }

  /** Returns the table as the container calls it: each method in a transaction. */
  private CriticalRows annotated(CriticalKeyTable table) {
    return (CriticalRows)
        Proxy.newProxyInstance(
            CriticalNode.class.getClassLoader(),
            new Class<?>[] {CriticalRows.class},
            (proxy, method, arguments) ->
                transactions.run(
                    () -> {
                      try {
                        return method.invoke(table, arguments);
                      } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof Exception failure) {
                          throw failure;
                        }
                        throw e;
                      }
                    }));
  }

  /** Runs work in a transaction. */
  void inTransaction(Callable<?> work) throws Exception {
    transactions.run(work);
  }

  @Override
  public void close() {
    node.close();
  }
}
