package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request comes from, by its connection and what proxies say (RFC 7239). */
class TrustedProxiesTest {
  private static final String PROXY = "10.0.0.1";
  private static final TrustedProxies PROXIES = of("10.0.0.0/24, 192.0.2.1 fd00::/8");

  private static TrustedProxies of(String setting) {
    return TrustedProxies.of(
        new Settings(key -> Optional.of(setting).filter(value -> key.equals("TRUSTED_PROXIES"))));
  }

  private static ClientOrigin origin(String peer, String... lines) {
    return PROXIES.origin(AddressRange.literal(peer).orElseThrow(), false, Arrays.asList(lines));
  }

  /** Lines are separated by {@code /}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=198.51.100.7;proto=https                     | 198.51.100.7 | true
          for=198.51.100.7                                 | 198.51.100.7 | false
          FOR=198.51.100.7;Proto=HTTPS;by=10.0.0.1;host=a  | 198.51.100.7 | true
          for="198.51.100.7:4711"                          | 198.51.100.7 | false
          for="[2001:db8::17]:4711"                        | 2001:db8:0:0:0:0:0:17 | false
          for="[2001:DB8::17]" ;  proto="https"            | 2001:db8:0:0:0:0:0:17 | true
          for="[::ffff:198.51.100.7]"                      | 198.51.100.7 | false
          for=203.0.113.9;proto=https, for=198.51.100.7    | 198.51.100.7 | false
          for=203.0.113.9,for=198.51.100.7,for=10.0.0.9    | 198.51.100.7 | false
          for=203.0.113.9/for=198.51.100.7/for="[fd00::1]" | 198.51.100.7 | false
          for="/for=198.51.100.7                           | 198.51.100.7 | false
          for=198.51.100.7;proto=https,for=192.0.2.1       | 198.51.100.7 | true
          for=10.0.0.5                                     | 10.0.0.5     | false
          for=198.51.100.7, for=unknown                    | 10.0.0.1     | false
          for=198.51.100.7, for=_hidden;proto=https        | 10.0.0.1     | true
          for=198.51.100.7, for=10.0.0.300                 | 10.0.0.1     | false
          for=198.51.100.7, for=localhost                  | 10.0.0.1     | false
          for=198.51.100.7, proto=https                    | 10.0.0.1     | true
          for=198.51.100.7,                                | 10.0.0.1     | false
          for=198.51.100.7;for=198.51.100.8                | 10.0.0.1     | false
          for="evil, for=198.51.100.7                      | 10.0.0.1     | false
          for="a\\", for=198.51.100.7                      | 10.0.0.1     | false
          for = 198.51.100.7                               | 10.0.0.1     | false
          198.51.100.7                                     | 10.0.0.1     | false
          """)
  void trustedProxy_isBelieved_theLastHopThatIsNoProxyIsTheClient(
      String lines, String address, boolean secure) {
    ClientOrigin origin = origin(PROXY, lines.split("/", -1));

    assertThat(origin.addressText()).isEqualTo(address);
    assertThat(origin.isSecure()).isEqualTo(secure);
  }

  /** SEC32: whatever anybody else sends changes nothing. */
  @Test
  void anybodyElse_isNotBelieved_whateverIsSent() {
    Random random = new Random(20_261_127);
    for (int i = 0; i < 100; i++) {
      String forged =
          "for=%d.%d.%d.%d;proto=https"
              .formatted(1 + random.nextInt(223), random.nextInt(256), i, random.nextInt(256));
      ClientOrigin origin = origin("198.51.100.99", "for=" + PROXY, forged, forged + "," + forged);
      assertThat(origin.addressText()).isEqualTo("198.51.100.99");
      assertThat(origin.isSecure()).isFalse();
    }
  }

  @Test
  void withoutProxies_orWithoutAHeader_itIsTheConnection() {
    ClientOrigin told =
        of("").origin(AddressRange.literal(PROXY).orElseThrow(), true, List.of("for=198.51.100.7"));
    assertThat(told.addressText()).isEqualTo(PROXY);
    assertThat(told.isSecure()).isTrue();
    assertThat(origin(PROXY).addressText()).isEqualTo(PROXY);
    ClientOrigin unknown = PROXIES.origin(null, false, List.of("for=198.51.100.7"));
    assertThat(unknown.addressText()).isEmpty();
    assertThat(unknown.network()).isEmpty();
  }

  @Test
  void network_ofAnIpv6Address_isItsFirst64Bits() {
    assertThat(origin("2001:db8:0:a1::17").network()).isEqualTo("2001:db8:0:a1::/64");
    assertThat(origin("198.51.100.7").network()).isEqualTo("198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.256",
        "10.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "0.0.0.0/0",
        "10.0.0.0/7",
        "::/0",
        "2000::/6",
        "fd00::/129",
        "localhost",
        "proxy.example.org",
        "fd00::1%eth0",
        ":",
        "::g"
      })
  void badSetting_isRefused(String bad) {
    assertThatThrownBy(() -> of("192.0.2.1," + bad))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("Setting TRUSTED_PROXIES is \"192.0.2.1," + bad + "\"");
  }

  @Test
  void setting_hasAHundredProxiesAtMost() {
    assertThat(of("192.0.2.1 ".repeat(100)).ranges()).hasSize(100);
    assertThatThrownBy(() -> of("192.0.2.1 ".repeat(101)))
        .isInstanceOf(InvalidSettingException.class);
  }
}
