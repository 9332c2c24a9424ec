package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import dev.homeroom.auth.Revocation.EndedSession;
import dev.homeroom.users.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Planted mistakes, each of which leaves something half done if the server dies. */
final class CrashMistakes {
  private CrashMistakes() {}

  /** Answers, and commits later. */
  static class AnsweredFirst extends Sessions implements LoginServer.Belated {
    private final List<Runnable> later = new ArrayList<>();

    @Override
    public void insert(StoredSession session, AuditEvent event) {
      later.add(() -> super.insert(session, event));
    }

    @Override
    public boolean replace(StoredSession before, StoredSession after) {
      return later.add(() -> super.replace(before, after));
    }

    @Override
    public void finish() {
      later.forEach(Runnable::run);
    }
  }

  /** Stores the new token before what leads to it from the old one. */
  static class SuccessorLater extends Sessions {
    @Override
    public boolean replace(StoredSession before, StoredSession after) {
      String first = "update login_session set token = ? where id = ? and token = ?";
      boolean replaced = queries.update(first, after.token(), before.id(), before.token()) == 1;
      String second = "update login_session set replaced = ?, cut = ? where id = ?";
      queries.update(second, after.replaced().stored(), after.cut().stored(), after.id());
      return replaced;
    }
  }

  /** Stores a session in a transaction before that of the old one's end: no annotation. */
  static class InsertedFirst extends Sessions {
    @Override
    public void insert(StoredSession session, AuditEvent event) {
      super.insert(session, event);
    }
  }

  /** Ends the session in a transaction before that of its access tokens. */
  static class SessionFirst extends Revocations {
    @Override
    void revoke(Revocation revocation) {
      deleteSession(this, revocation);
      super.revoke(revocation);
    }
  }

  /** Ends the session in a transaction after that of its access tokens. */
  static class SessionLater extends Revocations {
    @Override
    void revoke(Revocation all) {
      super.revoke(new Revocation(all.digest(), all.personId(), all.expires(), null, all.event()));
      deleteSession(this, all);
    }
  }

  private static void deleteSession(Revocations from, Revocation revocation) {
    EndedSession session = revocation.session();
    try (Connection connection = from.dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("delete from login_session where sid = ?")) {
      statement.setString(1, session.sid());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its annotations are forgotten: each statement is a transaction. */
  static class WithoutTransaction extends PasswordWrites {
    @Override
    public boolean replace(Account before, String hash, AuditEvent event) {
      return super.replace(before, hash, event);
    }

    @Override
    public boolean redeem(String personId, String digest, String hash, AuditEvent event) {
      return super.redeem(personId, digest, hash, event);
    }
  }
}
