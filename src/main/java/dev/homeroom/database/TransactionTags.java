package dev.homeroom.database;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.GenerationWriter;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;

/** Raises generations in the caller's JTA transaction, or in one of its own if there is none. */
final class TransactionTags implements GenerationWriter {
  private final TransactionSynchronizationRegistry registry;
  private final DataSource dataSource;
  private final TagWrites writes;
  private final KnownGenerations known;
  private final GenerationPush push;

  TransactionTags(
      TransactionSynchronizationRegistry registry,
      DataSource dataSource,
      TagWrites writes,
      KnownGenerations known,
      GenerationPush push) {
    this.registry = registry;
    this.dataSource = dataSource;
    this.writes = writes;
    this.known = known;
    this.push = push;
  }

  @Override
  public boolean inTransaction() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  @Override
  public void replace(Collection<Tag> tags) {
    try {
      if (inTransaction()) {
        ofThisTransaction().add(tags);
      } else {
        replaceAtOnce(tags);
      }
    } catch (SQLException e) {
      throw new GenerationsNotWrittenException(e);
    }
  }

  private TagTransaction ofThisTransaction() {
    if (registry.getResource(this) instanceof TagTransaction begun) {
      return begun;
    }
    TagTransaction transaction = new TagTransaction(writes, known, push);
    registry.putResource(this, transaction);
    registry.registerInterposedSynchronization(new LastStatements(transaction, dataSource));
    return transaction;
  }

  private void replaceAtOnce(Collection<Tag> tags) throws SQLException {
    TagTransaction transaction = new TagTransaction(writes, known, push);
    transaction.add(tags);
    boolean committed = false;
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        transaction.beforeCommit(connection);
        connection.commit();
        committed = true;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } finally {
      transaction.ended(committed);
    }
  }

  /** Raises the tags after EclipseLink's statements, so that they are held only shortly. */
  private record LastStatements(TagTransaction transaction, DataSource dataSource)
      implements Synchronization {
    @Override
    public void beforeCompletion() {
      try (Connection connection = dataSource.getConnection()) {
        transaction.beforeCommit(connection);
      } catch (SQLException e) {
        throw new GenerationsNotWrittenException(e);
      }
    }

    @Override
    public void afterCompletion(int status) {
      transaction.ended(status == Status.STATUS_COMMITTED);
    }
  }
}
