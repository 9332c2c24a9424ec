package dev.homeroom.database;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.Promised;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What one of several instances on a database knows of its generations, and how it raises them. It
 * polls when one of its tags is in doubt, and when the test says so; never by the clock.
 */
public final class TestInstance implements AutoCloseable {
  private final Generations generations;
  private final TagWrites writes;
  private final ChangePoller poller;
  private final ExecutorService polls =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "poller");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable TagTransaction running;
  private final Set<String> writers = new TreeSet<>();

  /** Begins with what an H2 database has now. */
  public TestInstance(DataSource database, ManualTime time) {
    this(database, DatabaseKind.H2, time);
  }

  /**
   * Begins with what the database has now.
   *
   * @param others the other tables that it polls
   */
  public TestInstance(
      DataSource database, DatabaseKind kind, ManualTime time, PolledTable... others) {
    GenerationTable table = new GenerationTable(kind);
    // On a machine under load too a poll that comes is waited for.
    GenerationLimits limits =
        new GenerationLimits(
            GenerationLimits.SHIPPED.oldestUsable(),
            Promised.NEVER,
            GenerationLimits.SHIPPED.mostRows());
    generations = new Generations(time, time, limits);
    writes = new TagWrites(database, table, generations, TagWrites.randomSteps(), time);
    poller =
        new ChangePoller(
            database,
            table,
            generations,
            List.of(others),
            new ChangePoller.Schedule(PollTimes.SHIPPED, time));
    generations.onPollWanted(() -> polls.execute(poller::pollOnce));
    poll();
  }

  /** Returns its generations. */
  public KnownGenerations known() {
    return generations;
  }

  /** Polls the database, and waits until that is done. */
  public void poll() {
    try {
      if (!polls.submit(poller::pollOnce).get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the database did not answer");
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the writer of its cache; it writes inside {@link #write} only. */
  public GenerationWriter writer() {
    return new GenerationWriter() {
      @Override
      public void replace(Collection<Tag> tags) {
        writers.add(StackWalker.getInstance().walk(TestInstance::writer));
        try {
          running.add(tags);
        } catch (SQLException e) {
          throw new GenerationsNotWrittenException(e);
        }
      }

      @Override
      public boolean inTransaction() {
        return running != null;
      }
    };
  }

  /**
   * Runs work in a transaction with the tags that it replaces, as the server's JTA does.
   *
   * @param push tells the other instances
   * @return the names of the tags
   */
  public Set<String> write(TestTransactions transactions, GenerationPush push, Runnable work) {
    Set<String> named = new TreeSet<>();
    TagTransaction tags =
        new TagTransaction(
            writes,
            generations,
            raised -> {
              raised.forEach(tag -> named.add(tag.name()));
              push.announce(raised);
            });
    running = tags;
    boolean committed = false;
    try {
      transactions.run(
          () -> {
            work.run();
            transactions.flush();
            raise(transactions, tags);
            return true;
          });
      committed = true;
    } finally {
      running = null;
      tags.ended(committed);
    }
    return named;
  }

  /** Returns the method of the school's code that asked for it. */
  private static String writer(Stream<StackWalker.StackFrame> frames) {
    return frames
        .filter(frame -> frame.getClassName().startsWith("dev.homeroom."))
        .filter(frame -> !frame.getClassName().startsWith("dev.homeroom.cache."))
        .filter(frame -> !frame.getClassName().startsWith(TestInstance.class.getName()))
        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
        .findFirst()
        .orElseThrow();
  }

  /** Does work in a transaction that is rolled back; returns the methods that replaced tags. */
  public Set<String> rolledBack(TestTransactions transactions, Runnable work) {
    writers.clear();
    UnsupportedOperationException end = new UnsupportedOperationException("rolled back");
    try {
      write(
          transactions,
          tags -> {},
          () -> {
            work.run();
            throw end;
          });
    } catch (UnsupportedOperationException e) {
      if (e != end) {
        throw e;
      }
    }
    return Set.copyOf(writers);
  }

  private static void raise(TestTransactions transactions, TagTransaction tags) {
    try (Connection connection = transactions.dataSource().getConnection()) {
      tags.beforeCommit(connection);
    } catch (SQLException e) {
      throw new GenerationsNotWrittenException(e);
    }
  }

  @Override
  public void close() {
    polls.shutdownNow();
  }
}
