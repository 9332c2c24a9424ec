package dev.homeroom.cache.commands;

import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.spi.ValueFormat;
import java.nio.charset.StandardCharsets;

/** Converts a caller's values to bytes and back; the bytes are nobody else's. */
interface ValueCodec<V> {
  /**
   * Texts as UTF-8; what is none is read with replacement characters. Half a character is refused:
   * two such texts would become the same bytes.
   */
  ValueCodec<String> TEXTS =
      new ValueCodec<>() {
        @Override
        public byte[] bytes(String value) {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          if (hasSurrogates(value) && !value(bytes).equals(value)) {
            throw new CommandRefusedException("ERR the text is no Unicode");
          }
          return bytes;
        }

        private static boolean hasSurrogates(String value) {
          for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
              return true;
            }
          }
          return false;
        }

        @Override
        public String value(byte[] bytes) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
      };

  /** Bytes, copied. */
  ValueCodec<byte[]> BYTES =
      new ValueCodec<>() {
        @Override
        public byte[] bytes(byte[] value) {
          return value.clone();
        }

        @Override
        public byte[] value(byte[] bytes) {
          return bytes.clone();
        }
      };

  /** Returns one of JSON. */
  static <T> ValueCodec<T> json(ValueFormat json, Class<T> type) {
    return new ValueCodec<>() {
      @Override
      public byte[] bytes(T value) {
        return json.write(value);
      }

      @Override
      public T value(byte[] bytes) {
        return json.read(bytes, type);
      }
    };
  }

  /** Returns the bytes of a value. */
  byte[] bytes(V value);

  /** Returns the value of bytes. */
  V value(byte[] bytes);
}
