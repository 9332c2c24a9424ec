package dev.homeroom.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a token whose signature is good: each one present, of its type, in range. */
final class ClaimsReader {
  private static final int MAX_CUTS = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern CUT = Pattern.compile("cut:[A-Za-z0-9._~:%-]{1,512}");

  private final AuthConfig config;

  ClaimsReader(AuthConfig config) {
    this.config = config;
  }

  TokenClaims read(String kid, String payload) throws JoseException, TokenRefusedException {
    // Refuses duplicate names.
    Map<String, Object> claims = JsonUtil.parseJson(payload);
    require(config.issuer().equals(claims.get("iss")), "iss");
    require(isAudience(claims.get("aud")), "aud");
    String subject = text(claims.get("sub"), NAME, "sub");
    String jti = text(claims.get("jti"), NAME, "jti");
    long issued = seconds(claims.get("iat"), "iat");
    long expires = seconds(claims.get("exp"), "exp");
    // The setting's own maximum, not its value: instances may have different ones for a while.
    require(expires > issued && expires - issued <= AuthConfig.MAX_LIFETIME.toSeconds(), "exp");
    long notBefore = claims.containsKey("nbf") ? seconds(claims.get("nbf"), "nbf") : 0;
    Object school = claims.get("school");
    return new TokenClaims(
        kid,
        subject,
        school == null ? null : text(school, NAME, "school"),
        Digests.ofIdentifier(config.issuer(), jti),
        issued,
        expires,
        notBefore,
        session(claims),
        cut(claims.get("cut"), subject));
  }

  private TokenClaims.@Nullable Session session(Map<String, Object> claims)
      throws TokenRefusedException {
    if (!claims.containsKey("sid")) {
      return null;
    }
    String sid = text(claims.get("sid"), NAME, "sid");
    return new TokenClaims.Session(
        sid,
        Digests.ofIdentifier(config.issuer(), sid),
        seconds(claims.get("auth_time"), "auth_time"));
  }

  private boolean isAudience(@Nullable Object audience) {
    return config.audience().equals(audience)
        || (audience instanceof List<?> several && several.contains(config.audience()));
  }

  private static String text(@Nullable Object value, Pattern form, String claim)
      throws TokenRefusedException {
    if (value instanceof String text && form.matcher(text).matches()) {
      return text;
    }
    throw new TokenRefusedException(claim);
  }

  /** Returns a claim of whole seconds, as we write them, within a sensible range. */
  private static long seconds(@Nullable Object value, String claim) throws TokenRefusedException {
    if (value instanceof Long number && number > 0 && number < 1L << 40) {
      return number;
    }
    throw new TokenRefusedException(claim);
  }

  private static Map<String, Long> cut(@Nullable Object value, String subject)
      throws TokenRefusedException {
    Map<String, Long> cut = new HashMap<>();
    if (value instanceof Map<?, ?> numbers && numbers.size() <= MAX_CUTS) {
      for (Map.Entry<?, ?> entry : numbers.entrySet()) {
        String tag = text(entry.getKey(), CUT, "cut");
        cut.put(tag, parsed(text(entry.getValue(), NUMBER, "cut")));
      }
    }
    require(
        cut.containsKey(CutOffs.EVERYONE.name()) && cut.containsKey(CutOffs.user(subject).name()),
        "cut");
    return cut;
  }

  private static long parsed(String number) throws TokenRefusedException {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new TokenRefusedException("cut");
    }
  }

  private static void require(boolean holds, String claim) throws TokenRefusedException {
    if (!holds) {
      throw new TokenRefusedException(claim);
    }
  }
}
