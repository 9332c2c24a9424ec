package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.LookUps;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The look-ups of one request have one deadline, however many they are. */
class LookUpsDeadlineTest {
  private static final Duration OPERATION = Duration.ofMillis(300);
  private static final TierFailure LATE = new TierFailure(Weight.COUNTED, "no answer in time");
  private static final Region<String> REGION =
      Region.of("asked", String.class, "asked:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  private static final List<CacheKey<String>> KEYS = List.of(REGION.key(Scope.DISTRICT, "1"));

  private final ManualTime time = ManualTime.standing();
  private final KnownCircuit circuit = new KnownCircuit();
  private final List<Duration> left = new ArrayList<>();
  private Duration takes = Duration.ZERO;
  private RedisTier tier;

  @BeforeEach
  void build() {
    Redis redis = new Redis(circuit, this::answers, time, OPERATION, (command, nanos, well) -> {});
    KeySpace keys = new KeySpace("homeroom:", () -> TestRedis.INSTALLATION);
    EntryReader.ClocksAndRecorder observed =
        new EntryReader.ClocksAndRecorder(time, time, CacheRecorder.none());
    EntryReader reader =
        new EntryReader(keys.installation(), new KnownCells(), RegionTtls.DECLARED, observed);
    tier = new RedisTier(redis, keys, reader, gone -> {}, observed);
  }

  /** A gate that lets as much time pass as is said, but no more than there is. */
  private Reply answers(Command<?> command, Deadline deadline) {
    Duration most = Duration.ofNanos(deadline.leftNanos(OPERATION));
    left.add(most);
    boolean inTime = takes.compareTo(most) <= 0;
    time.pass(inTime ? takes : most);
    return inTime ? Reply.of(List.of(), 0) : Reply.failed(LATE, true);
  }

  @Test
  void secondLookUp_hasWhatTheFirstLeft_andTheThirdIsNotMadeOnceNothingIs() {
    LookUps lookUps = tier.lookUps();
    takes = Duration.ofMillis(120);
    lookUps.of(KEYS);
    takes = Duration.ofMillis(180);
    lookUps.of(KEYS);
    assertThatThrownBy(() -> lookUps.of(KEYS)).isInstanceOf(TierFailedException.class);

    assertThat(left).containsExactly(Duration.ofMillis(300), Duration.ofMillis(180));
    assertThat(circuit.failures).isEmpty();
    assertThat(circuit.successes).hasValue(2);
  }

  @Test
  void lookUpThatIsCutShort_isNoWordAgainstRedis_butTheFirstThatIsLateIs() {
    LookUps lookUps = tier.lookUps();
    takes = Duration.ofMillis(160);
    lookUps.of(KEYS);
    assertThatThrownBy(() -> lookUps.of(KEYS))
        .isInstanceOfSatisfying(
            TierFailedException.class,
            thrown -> assertThat(thrown.failure().weight()).isEqualTo(Weight.MISS));
    assertThat(circuit.failures).isEmpty();

    takes = Duration.ofSeconds(1);
    assertThatThrownBy(() -> tier.lookUps().of(KEYS)).isInstanceOf(TierFailedException.class);
    assertThat(circuit.failures).containsExactly(LATE);
  }

  @Test
  void eachRequest_andEachOtherCommand_hasATimeOfItsOwn() {
    takes = Duration.ofMillis(200);
    tier.getAll(KEYS);
    tier.getAll(KEYS);
    tier.lookUps().of(KEYS);

    assertThat(left).containsOnly(OPERATION).hasSize(3);
  }
}
