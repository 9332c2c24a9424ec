package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered to one person, and what it has been asked for without an answer. Acts
 * on a session are those on the person's oldest one.
 */
final class ToldPerson {
  /** What a person asks for. */
  enum Act {
    LOGIN,
    REFRESH,
    /** By an access token. */
    LOGOUT,
    /** By the refresh token of the page's cookie. */
    PAGE_LOGOUT,
    /** A stranger uses the session's first refresh token, long after it was replaced. */
    REUSE,
    CHANGE,
    /** Sets a password by a one-time code. */
    REDEEM;

    boolean setsPassword() {
      return this == CHANGE || this == REDEEM;
    }

    boolean endsSession() {
      return this == LOGOUT || this == PAGE_LOGOUT || this == REUSE;
    }
  }

  final String id;
  final String username;

  /** The sessions that go on, the oldest first: the answers of each, the last one last. */
  final List<List<TokenView>> sessions = new ArrayList<>();

  /** The sessions that have ended. */
  final List<List<TokenView>> ended = new ArrayList<>();

  String password;
  @Nullable String code;
  @Nullable Act asked;
  String next = "";

  ToldPerson(String id, String username, String password) {
    this.id = id;
    this.username = username;
    this.password = password;
  }

  /** Returns the tokens of the last answer in a session. */
  static TokenView last(List<TokenView> session) {
    return session.get(session.size() - 1);
  }

  /** Notes that it asks. */
  void asks(Act act, String nextPassword) {
    asked = act;
    next = nextPassword;
  }

  /** Asks a server for what was noted; returns the tokens, null if there are none in the answer. */
  @Nullable TokenView answerOf(LoginServer server) {
    return switch (asked) {
      case LOGIN -> server.login(username, password);
      case REFRESH -> server.refresh(last(sessions.get(0)).refreshToken());
      case LOGOUT -> {
        server.logout(last(sessions.get(0)).accessToken());
        yield null;
      }
      case PAGE_LOGOUT -> {
        server.logoutOfPage(last(sessions.get(0)).refreshToken());
        yield null;
      }
      case REUSE -> {
        refused(server, sessions.get(0).get(0));
        yield null;
      }
      case CHANGE -> server.change(id, password, next);
      case REDEEM -> server.redeem(username, code, next);
    };
  }

  private static void refused(LoginServer server, TokenView replaced) {
    try {
      server.refresh(replaced.refreshToken());
    } catch (ProblemException e) {
      if (e.code() == ErrorCode.UNAUTHENTICATED) {
        return;
      }
      throw e;
    }
    throw new AssertionError("a token was accepted long after it was replaced");
  }

  /** Notes the answer. */
  void isTold(@Nullable TokenView tokens) {
    switch (asked) {
      case LOGIN -> sessions.add(new ArrayList<>(List.of(tokens)));
      case REFRESH -> sessions.get(0).add(tokens);
      case LOGOUT, PAGE_LOGOUT, REUSE -> ended.add(sessions.remove(0));
      case CHANGE, REDEEM -> {
        ended.addAll(sessions);
        sessions.clear();
        sessions.add(new ArrayList<>(List.of(tokens)));
        password = next;
      }
    }
    asked = null;
  }

  /** Asks a server, and notes the answer if there is one. */
  void ask(LoginServer server, Act act, String nextPassword) {
    asks(act, nextPassword);
    isTold(answerOf(server));
  }
}
