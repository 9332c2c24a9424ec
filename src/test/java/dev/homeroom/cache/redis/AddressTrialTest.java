package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.redis.AddressTrial.TrialResult;
import dev.homeroom.cache.spi.RedisProbe.Result;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import dev.homeroom.testkit.ManualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order addresses are tried, and what follows. */
class AddressTrialTest {
  private static final int MANY = 20;

  private final ManualTime time = ManualTime.standing();
  private final List<String> asked = new ArrayList<>();
  private String well = "";
  private int moves;
  private InetAddress[] addresses = {};
  private final AddressBook book =
      new AddressBook("redis.example", 6379, this::resolve, AddressTrialTest::atOnce);
  private final AddressTrial trial = new AddressTrial(book, time, () -> moves++);

  private InetAddress[] resolve(String host) throws UnknownHostException {
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    return addresses.clone();
  }

  /** A thread whose work is done when it is started, before that returns. */
  private static Thread atOnce(Runnable work) {
    return new Thread() {
      @Override
      public synchronized void start() {
        work.run();
      }
    };
  }

  private static InetAddress numbered(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private void resolvesTo(int... lasts) {
    addresses = new InetAddress[lasts.length];
    for (int i = 0; i < lasts.length; i++) {
      addresses[i] = numbered(lasts[i]);
    }
  }

  /** Each address that is not well costs 300 ms. */
  private TrialResult at(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    asked.add(host.substring(host.lastIndexOf('.') + 1));
    if (host.endsWith("." + well)) {
      return TrialResult.well(Result.good("", 1));
    }
    time.pass(Duration.ofMillis(300));
    RedisFailure late = new RedisFailure(RedisFailure.LATE, false, false);
    return TrialResult.failed(late, late.failure());
  }

  @Test
  void theOneInUse_isTriedFirst_andKeptWhileItIsWell() throws Exception {
    resolvesTo(1, 2, 3);
    well = "3";
    assertThat(trial.tried(this::at).isGood()).isTrue();
    assertThat(book.address().getAddress()).isEqualTo(numbered(3));
    assertThat(moves).isEqualTo(1);
    assertThat(trial.tried(this::at).isGood()).isTrue();
    assertThat(asked).containsExactly("1", "2", "3", "3");
    assertThat(moves).isEqualTo(1);
  }

  @Test
  void manyDeadAddresses_aProbeEndsInTime_andTheNextGoesOn_untilAllWereTried() {
    int[] lasts = new int[MANY];
    for (int i = 0; i < MANY; i++) {
      lasts[i] = i + 1;
    }
    resolvesTo(lasts);
    well = Integer.toString(MANY);
    int probes = 1;
    while (!trial.tried(this::at).isGood()) {
      assertThat(asked.size()).isLessThanOrEqualTo(4 * probes);
      probes++;
      assertThat(probes).isLessThan(MANY);
    }
    assertThat(asked).contains(Integer.toString(MANY / 2)).endsWith(Integer.toString(MANY));
  }

  @Test
  void nameMovesToAnotherAddress_thatIsUsedOnceItIsWell_andTheOldOneUntilThen() throws Exception {
    resolvesTo(1);
    well = "1";
    trial.tried(this::at);
    resolvesTo(2);
    assertThat(trial.tried(this::at).isGood()).isFalse();
    assertThat(book.address().getAddress()).isEqualTo(numbered(1));
    well = "2";
    assertThat(trial.tried(this::at).isGood()).isTrue();
    assertThat(book.address().getAddress()).isEqualTo(numbered(2));
    assertThat(moves).isEqualTo(1);
  }

  @Test
  void nameIsNotFound_isSaid_andWhatWasFoundStays() {
    assertThat(trial.tried(this::at).failure())
        .isEqualTo(new TierFailure(Weight.AT_ONCE, "unknown host"));
    resolvesTo(1);
    well = "1";
    assertThat(trial.tried(this::at).isGood()).isTrue();
    resolvesTo();
    assertThat(trial.tried(this::at).isGood()).isTrue();
  }

  @Test
  void noThreadCanBeHad_countsAsNoLookUp_andTheNextOneIsMade() {
    boolean[] starved = {true};
    AddressBook starving =
        new AddressBook(
            "redis.example",
            6379,
            this::resolve,
            work -> {
              if (starved[0]) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return atOnce(work);
            });
    AddressTrial tried = new AddressTrial(starving, time, () -> moves++);
    resolvesTo(1);
    well = "1";
    for (int i = 0; i < 10; i++) {
      assertThat(tried.tried(this::at).isGood()).isFalse();
    }
    starved[0] = false;
    assertThat(tried.tried(this::at).isGood()).isTrue();
  }

  @Test
  void resolverBreaks_countsAsNoLookUp_andTheNextOneIsMade() {
    boolean[] broken = {true};
    AddressBook breaking =
        new AddressBook(
            "redis.example",
            6379,
            host -> {
              if (broken[0]) {
                throw new UnknownHostException(host);
              }
              return resolve(host);
            },
            work -> new Thread(work));
    AddressTrial tried = new AddressTrial(breaking, time, () -> moves++);
    resolvesTo(1);
    well = "1";
    for (int i = 0; i < 10; i++) {
      assertThat(tried.tried(this::at).isGood()).isFalse();
    }
    broken[0] = false;
    RedisTierTest.await(() -> tried.tried(this::at).isGood());
  }
}
