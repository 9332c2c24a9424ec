package dev.homeroom.auth;

/**
 * A forged token.
 *
 * @param kind what is wrong with it
 * @param token the text
 * @param genuine a token that differs in this alone, and is accepted
 */
public record Forgery(String kind, String token, String genuine) {
  /** Omits the texts. */
  @Override
  public String toString() {
    return kind;
  }
}
