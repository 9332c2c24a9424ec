package dev.homeroom.auth;

import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Caller;
import dev.homeroom.cache.KnownGenerations;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the caller of a request, or the reason why there is none. Never throws. */
@ApplicationScoped
public class CallerFinder {
  /** The most verified tokens that are kept: enough for 20,000 active people, about 20 MB. */
  static final int MAX_VERIFIED = 20_000;

  private static final System.Logger LOGGER = System.getLogger(CallerFinder.class.getName());

  @Inject KeyPairs keys;
  @Inject Revocations revocations;
  @Inject KnownGenerations generations;
  @Inject AccessRecords records;
  @Inject AuthMetrics metrics;
  @Inject AuthConfig config;
  @Inject Clock clock;

  private @Nullable TokenCheck check;

  @PostConstruct
  void prepare() {
    TokenCheck.Knowledge known =
        new TokenCheck.Knowledge(keys, revocations.set(), generations, records, metrics);
    check = new TokenCheck(known, config, clock, new VerifiedTokens(MAX_VERIFIED));
  }

  /**
   * Returns the caller of a request that no JAX-RS filter has seen; empty if its token is missing,
   * not accepted, or cannot be judged.
   *
   * @param authorization the value of its only {@code Authorization} header; null if there is none
   */
  public Optional<Caller> caller(@Nullable String authorization) {
    return callerOf(find(authorization == null ? null : List.of(authorization)));
  }

  /**
   * Returns the caller of a request before JAX-RS, as {@link #caller(String)} does. The request
   * keeps the verdict, so that JAX-RS does not ask for it again.
   */
  public Optional<Caller> caller(HttpServletRequest request) {
    List<String> authorization = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    TokenVerdict verdict = find(authorization);
    request.setAttribute(AuthenticationFilter.VERDICT, verdict);
    return callerOf(verdict);
  }

  private static Optional<Caller> callerOf(TokenVerdict verdict) {
    return verdict instanceof TokenVerdict.AcceptedToken accepted
        ? Optional.of(new Caller(accepted.record()))
        : Optional.empty();
  }

  /** Judges the values of a request's {@code Authorization} headers. */
  TokenVerdict find(@Nullable List<String> headers) {
    return Bearer.token(headers)
        .map(token -> judged(check, token))
        .orElseGet(TokenVerdict.MissingToken::new);
  }

  /** Returns the verdict of a check; any failure makes it undecided, which is not accepted. */
  static TokenVerdict judged(@Nullable TokenCheck check, String token) {
    try {
      return check == null ? new TokenVerdict.UndecidedToken() : check.judge(token);
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "A token could not be judged", e);
      return new TokenVerdict.UndecidedToken();
    }
  }
}
