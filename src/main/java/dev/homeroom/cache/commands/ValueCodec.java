package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.ValueFormat;
import java.nio.charset.StandardCharsets;

/** Converts a caller's values to bytes and back; the bytes are nobody else's. */
interface ValueCodec<V> {
  /** Texts as UTF-8; what is none is read with replacement characters. */
  ValueCodec<String> TEXTS =
      new ValueCodec<>() {
        @Override
        public byte[] bytes(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
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
