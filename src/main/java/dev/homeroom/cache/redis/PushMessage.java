package dev.homeroom.cache.redis;

import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.cache.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The push: a line with the sender, then a line for each tag. Names only, never numbers, so that a
 * message can cause a poll of the database and nothing else (ADR 0002).
 *
 * @param sender of the instance that sent it
 * @param tags that were replaced
 */
record PushMessage(String sender, List<Tag> tags) {
  /** Longer ones are not ours. */
  static final int MAX_BYTES = 512 * 1024;

  private static final int MAX_TAGS = 500;

  /** Writes messages of one sender. */
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

  /** Reads a message; whatever is no tag in it is left out. */
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
          // Not one of ours: nobody holds an entry with it.
        }
      }
    }
    return new PushMessage(lines[0], tags);
  }
}
