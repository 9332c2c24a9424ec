package dev.homeroom.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash by Argon2 with its parameters, in the standard form of a stored one (PHC string format):
 * {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}, the last two in Base64 without padding. One
 * hash with today's parameters takes a core for some 20 ms and holds 19 MiB meanwhile.
 */
final class PasswordHash {
  private static final int KIB = 19_456;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** The variants by their numbers (RFC 9106 §3.2), which are the library's too. */
  private static final List<String> VARIANTS = List.of("argon2d", "argon2i", "argon2id");

  /** Up to 98 MiB, 99 passes, 99 lanes, and 64 bytes of salt and of hash. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\$(argon2d|argon2i|argon2id)\\$v=19\\$m=([1-9]\\d{0,4}),t=([1-9]\\d?),p=([1-9]\\d?)"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{11,86})");

  private final String variant;
  private final int kib;
  private final int passes;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(String variant, int kib, int passes, int lanes, byte[] salt, byte[] hash) {
    this.variant = variant;
    this.kib = kib;
    this.passes = passes;
    this.lanes = lanes;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password with today's parameters and a salt of its own. */
  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    PasswordHash parameters =
        new PasswordHash("argon2id", KIB, PASSES, 1, salt, new byte[HASH_BYTES]);
    return new PasswordHash("argon2id", KIB, PASSES, 1, salt, parameters.hash(password));
  }

  /** Returns a hash of random bytes with today's parameters, which is of no password. */
  static PasswordHash ofNobody(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return new PasswordHash("argon2id", KIB, PASSES, 1, salt, hash);
  }

  /** Reads a stored hash; empty if the text is none, as in an account without a password. */
  static Optional<PasswordHash> parse(String stored) {
    Matcher matcher = FORM.matcher(stored);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PasswordHash(
              matcher.group(1),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)),
              Base64.getDecoder().decode(matcher.group(5)),
              Base64.getDecoder().decode(matcher.group(6))));
    } catch (IllegalArgumentException e) {
      // A length that no Base64 has.
      return Optional.empty();
    }
  }

  /** Returns whether it is of this password. */
  boolean isOf(String password) {
    return MessageDigest.isEqual(hash(password), hash);
  }

  /** Returns whether it was made with lower parameters than today's. */
  boolean isOutdated() {
    return kib < KIB || passes < PASSES || hash.length < HASH_BYTES || !variant.equals("argon2id");
  }

  /** Returns the stored form. */
  String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$%s$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            variant, kib, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private byte[] hash(String password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(VARIANTS.indexOf(variant))
            .withMemoryAsKB(kib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] made = new byte[hash.length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), made);
    return made;
  }
}
