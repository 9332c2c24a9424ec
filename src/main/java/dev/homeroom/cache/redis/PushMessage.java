package dev.homeroom.cache.redis;

import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.cache.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the push: a line with the sender, then a line for each tag. It holds names, never
 * numbers, so that it can cause a poll of the database and nothing else (ADR 0002).
 *
 * @param sender the name of the instance that sent it
 * @param tags the replaced tags
 */
record PushMessage(String sender, List<Tag> tags) {
  /** The greatest length of our messages. */
  static final int MAX_BYTES = 512 * 1024;

  private static final int MAX_TAGS = 500;

  record Sender(String name) {
    /** Returns messages that name all these tags; none for no tags. */
    List<byte[]> messages(List<String> tags) {
      List<byte[]> messages = new ArrayList<>();
      for (int from = 0; from < tags.size(); from += MAX_TAGS) {
        List<String> some = tags.subList(from, Math.min(tags.size(), from + MAX_TAGS));
        String text = name + "\n" + String.join("\n", some);
        messages.add(text.getBytes(StandardCharsets.UTF_8));
      }
      return messages;
    }
  }

  /** Reads a message; lines that are no tag are skipped. */
  static PushMessage read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new PushMessage("", List.of());
    }
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    List<Tag> tags = new ArrayList<>();
    for (int i = 1; i < lines.length && tags.size() < MAX_TAGS; i++) {
      if (lines[i].matches("[\\x21-\\x7e]+")) {
        try {
          tags.add(new Tag(lines[i]));
        } catch (InvalidKeyException e) {
          // Not one of our tags, so no entry has it.
        }
      }
    }
    return new PushMessage(lines[0], tags);
  }
}
