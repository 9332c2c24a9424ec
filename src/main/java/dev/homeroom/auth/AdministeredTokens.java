package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tokens that administrators name, and decides whose are in their reach. */
@ApplicationScoped
class AdministeredTokens {
  @Inject KeyPairs keys;
  @Inject AuthConfig config;
  @Inject Sessions sessions;
  @Inject AccessRecords records;

  /** Returns the claims of an access token of a valid key, also after its end; null for others. */
  @Nullable TokenClaims claims(String token) {
    try {
      return new TokenReader(config, keys).read(token);
    } catch (TokenRefusedException e) {
      return null;
    }
  }

  /** Returns the session that a refresh token names; empty for other texts, and after its end. */
  Optional<FoundSession> session(String token) {
    return RefreshToken.parse(token).flatMap(given -> sessions.find(given.session()));
  }

  /** Returns whether a person's tokens are in the reach of an administrator. */
  boolean reaches(AccessRecord caller, String personId) {
    String school = caller.schoolId();
    return caller.reachesAll()
        || (school != null
            && records
                .find(personId)
                .filter(person -> school.equals(person.schoolId()))
                .isPresent());
  }

  /** Refuses callers that are no administrators with FORBIDDEN. */
  static void requireAdministrator(AccessRecord caller) {
    if (!caller.reachesAll() && !caller.has(RoleName.SCHOOL_ADMIN)) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "Only administrators judge tokens.");
    }
  }
}
