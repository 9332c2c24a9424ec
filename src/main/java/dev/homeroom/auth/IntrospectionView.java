package dev.homeroom.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a token (RFC 7662 §2.2). Nothing but {@code active} of one that is not.
 *
 * @param active whether the token would be accepted now
 * @param tokenType {@code Bearer}, or {@code refresh_token}
 * @param sub the person's id
 * @param groups the person's present roles, whatever the token says
 * @param iss the issuer
 * @param aud the audience; omitted for refresh tokens
 * @param iat when it was issued, s since 1970; omitted for refresh tokens
 * @param exp when it ends, s since 1970
 * @param sid its session; omitted if it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntrospectionView(
    boolean active,
    @Nullable String tokenType,
    @Nullable String sub,
    @Nullable List<String> groups,
    @Nullable String iss,
    @Nullable String aud,
    @Nullable Long iat,
    @Nullable Long exp,
    @Nullable String sid) {
  /** Told of every token that is not accepted, whatever the reason. */
  static final IntrospectionView INACTIVE =
      new IntrospectionView(false, null, null, null, null, null, null, null, null);

  /** Copies the roles. */
  public IntrospectionView {
    groups = groups == null ? null : List.copyOf(groups);
  }
}
