package dev.homeroom.auth;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.database.CommittedRows;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.GenerationRows;
import dev.homeroom.database.RaisedTags;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.sql.ContainerTransactions;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.PasswordLocks;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The beans of one server that log people in and out and change their passwords, in the
 * transactions that their annotations ask for. Only hashing is cheap: it writes nothing.
 */
final class LoginServer {
  /** As {@link Tokens#CONFIG}, without the key that is made with it. */
  static final AuthConfig CONFIG =
      new AuthConfig(
          "homeroom", "homeroom", Duration.ofMinutes(15), SessionTimes.SHIPPED, null, false, 1);

  private static final PasswordRules RULES = new PasswordRules();

  final TestBeans beans;
  private final Login login;
  private final Refresh refresh;
  private final Logout logout;
  private final SessionEnd end;
  private final PasswordChange change;
  private final Redemption redemption;

  /** Hashes that are read as the password. */
  static final class PlainHashing extends PasswordHashing {
    static String hashOf(String password) {
      return "hash of " + password;
    }

    @Override
    String hashInTurn(String password) {
      return hashOf(normalised(password));
    }

    @Override
    boolean matches(String password, String hash) {
      return hashOf(normalised(password)).equals(hash);
    }
  }

  /** A mistake that leaves something to be done after the answer. */
  interface Belated {
    void finish();
  }

  /**
   * Starts one.
   *
   * @param planted beans that are made instead, by the class of the right one
   */
  LoginServer(
      DataSource database, DatabaseKind kind, KeyPairs keys, Map<Class<?>, Class<?>> planted) {
    ContainerTransactions transactions = new ContainerTransactions(database);
    beans = new TestBeans(transactions, Clock.systemUTC());
    planted.forEach(beans::ofKind);
    GenerationWriter tags = RaisedTags.in(transactions, database, kind);
    RevocationPublisher publisher = new RevocationPublisher();
    publisher.writer = new ToldPrograms();
    RefusedLogins refused = new RefusedLogins();
    refused.registry = new KeptMetrics().registry();
    beans
        .with(Ticker.class, () -> 0L)
        .with(AuditLog.class, AuditInstance.log(transactions, database))
        .with(AuthConfig.class, CONFIG)
        .with(KeyPairs.class, keys)
        .with(SigningKeys.class, signing(keys))
        .with(LoginLimits.class, LoginLimits.SHIPPED)
        .with(PasswordHashing.class, new PlainHashing())
        .with(PasswordRules.class, RULES)
        .with(GenerationRows.class, CommittedRows.of(database, kind))
        .with(KnownGenerations.class, nothingKnown())
        .with(CacheService.class, RecordedTags.cache(tag -> tags.replace(List.of(tag))))
        .with(RevocationPublisher.class, publisher)
        .with(RefusedLogins.class, refused);
    beans
        .with(PasswordLocks.class, beans.get(LoginThrottle.class))
        .with(FailedLogins.class, failedLogins());
    beans.get(Revocations.class).dataSource = database;
    login = beans.get(Login.class);
    refresh = beans.get(Refresh.class);
    logout = beans.get(Logout.class);
    end = beans.get(SessionEnd.class);
    change = beans.get(PasswordChange.class);
    redemption = beans.get(Redemption.class);
  }

  private FailedLogins failedLogins() {
    return new FailedLogins(
        beans.get(LoginStatistics.class),
        beans.get(LoginFailures.class),
        beans.get(Ticker.class),
        beans.get(AuditLog.class));
  }

  private static SigningKeys signing(KeyPairs keys) {
    return new SigningKeys() {
      @Override
      public SigningKey signing() {
        return keys.signing();
      }
    };
  }

  /** Returns knowledge of which only one thing is asked: the database is not away. */
  private static KnownGenerations nothingKnown() {
    return (KnownGenerations)
        Proxy.newProxyInstance(
            LoginServer.class.getClassLoader(),
            new Class<?>[] {KnownGenerations.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("databaseAway")) {
                throw new AssertionError(method.getName());
              }
              return false;
            });
  }

  TokenView login(String username, String password) {
    return login.login(username, password, CallerPresence.ASSUMED, SessionServer.HERE);
  }

  TokenView refresh(String token) {
    return refresh.refresh(token, SessionServer.HERE);
  }

  void logout(String accessToken) {
    logout.logout(accessToken, SessionServer.HERE);
  }

  /** Logs out as a page does, by the refresh token of its cookie. */
  void logoutOfPage(String refreshToken) {
    RefreshToken.parse(refreshToken).ifPresent(token -> end.loggedOut(token, SessionServer.HERE));
  }

  TokenView change(String personId, String current, String next) {
    return change.change(
        PasswordFixture.person(personId), new PasswordBody(current, next), CallerPresence.ASSUMED);
  }

  TokenView redeem(String username, String code, String password) {
    return redemption.redeem(
        new RedeemBody(username, code, password, null), CallerPresence.ASSUMED, SessionServer.HERE);
  }

  /** Does what a planted mistake has left for later. */
  void finish() {
    for (Class<?> type : List.of(Sessions.class, Revocations.class)) {
      if (beans.get(type) instanceof Belated belated) {
        belated.finish();
      }
    }
  }
}
