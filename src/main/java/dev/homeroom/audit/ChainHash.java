package dev.homeroom.audit;

import dev.homeroom.time.UtcText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hashes of a chain: SHA-256, in 64 hexadecimal digits. Each is over the hash before
 * it and the canonical text of its record; ADR 0014 has the form, for other programs.
 */
final class ChainHash {
  private static final String VERSION = "homeroom-audit-1";

  private ChainHash() {}

  /** Returns the hash that stands before a chain's first record. */
  static String genesis(int number, String instance, Instant begunAt) {
    StringBuilder text = new StringBuilder();
    append(text, VERSION);
    append(text, Integer.toString(number));
    append(text, instance);
    append(text, moment(begunAt));
    return sha256(text);
  }

  /** Returns the hash of a record. */
  static String next(String before, AuditRecord record) {
    StringBuilder text = new StringBuilder();
    append(text, before);
    append(text, Integer.toString(record.chain()));
    append(text, Long.toString(record.seq()));
    append(text, moment(record.at()));
    append(text, record.action());
    append(text, record.outcome());
    append(text, number(record.actorId()));
    append(text, record.subjectKind());
    append(text, record.subjectId());
    append(text, number(record.schoolId()));
    append(text, record.address());
    append(text, record.correlationId());
    append(text, record.details());
    return sha256(text);
  }

  /** Appends a netstring: lengths keep fields apart, whatever they hold. A null is a minus. */
  private static void append(StringBuilder text, @Nullable String field) {
    if (field == null) {
      text.append('-');
    } else {
      text.append(field.getBytes(StandardCharsets.UTF_8).length).append(':').append(field);
    }
    text.append(',');
  }

  private static @Nullable String number(@Nullable Long number) {
    return number == null ? null : Long.toString(number);
  }

  /** Returns ISO 8601 with milliseconds; with more digits only if somebody has changed the row. */
  private static String moment(Instant at) {
    return at.equals(at.truncatedTo(ChronoUnit.MILLIS))
        ? UtcText.of(at.toEpochMilli())
        : at.toString();
  }

  private static String sha256(CharSequence text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
