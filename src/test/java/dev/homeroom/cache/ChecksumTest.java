package dev.homeroom.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.spi.CacheEntry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The sums that entity tags are made of. */
class ChecksumTest {
  /** Of {@code 123456789}, the check values of both (RFC 3720 for one, ISO 3309 for the other). */
  @Test
  void of_checkValue_isBothSumsSideBySide() {
    assertThat(Checksum.of("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xe3069283cbf43926L);
    assertThat(Checksum.of(new byte[0])).isZero();
  }

  @Test
  void both_otherOrder_isAnother() {
    assertThat(Checksum.both(1, 2)).isNotEqualTo(Checksum.both(2, 1));
    assertThat(Checksum.both(0, 7)).isNotEqualTo(Checksum.both(7, 0));
  }

  /** A bit of the first survives however many follow: none is lost on the way. */
  @Test
  void both_oneBitOfTheFirst_isNeverLost() {
    for (int bit = 0; bit < 64; bit++) {
      long plain = 0;
      long flipped = 1L << bit;
      for (int i = 0; i < 20; i++) {
        plain = Checksum.both(plain, i);
        flipped = Checksum.both(flipped, i);
        assertThat(flipped).isNotEqualTo(plain);
      }
    }
  }

  @Test
  void entry_askedTwice_saysTheSame() {
    byte[] payload = "{}".getBytes(StandardCharsets.US_ASCII);
    CacheEntry entry =
        new CacheEntry("d:x", 1, new Stamps(new Cell[0], new long[0]), 0, 1, 1, payload, null);

    assertThat(entry.checksum()).isEqualTo(Checksum.of(payload)).isEqualTo(entry.checksum());
  }
}
