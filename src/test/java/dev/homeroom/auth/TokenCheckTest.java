package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.users.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makes a good signature count, and what does not. */
class TokenCheckTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T10:30:00Z"), ZoneOffset.UTC);
  private final Tokens.Keys keys = new Tokens.Keys(Tokens.PAIR);
  private final RevocationSet revocations = new RevocationSet(clock, nanos::get);
  private final FakeGenerations generations = new FakeGenerations();
  private final List<CheckCounter.CheckResult> counted = new ArrayList<>();
  private Optional<AccessRecord> record = Optional.of(record(true));
  private boolean recordFails;
  private final String token = Tokens.good(clock);

  @BeforeEach
  void readOnce() {
    revocations.readAt(1);
    generations.known.putAll(Tokens.CUT);
  }

  @Test
  void judge_goodToken_isAccepted() {
    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    assertThat(counted).containsExactly(CheckCounter.CheckResult.LIVE);
  }

  /** A genuine token from before the role was given, or taken: its groups decide nothing. */
  @Test
  void judge_groupsOfTheToken_giveAndTakeNoRole() {
    Person signedAs = new Person("42", "Tamsin", "1", Set.of("SUPER_ADMIN"), true);
    String before = Tokens.issue(keys, clock, signedAs, Tokens.CUT);

    AccessRecord judged = ((TokenVerdict.AcceptedToken) check(clock, false).judge(before)).record();

    assertThat(judged.roles()).isEqualTo(record(true).roles()).doesNotContain("SUPER_ADMIN");
    assertThat(judged.reachesAll()).isFalse();
  }

  @Test
  void judge_verifiedBefore_isAskedAnewEachTime() throws Exception {
    TokenCheck check = check(clock, false);
    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);

    revoke();

    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
    assertThat(counted).endsWith(CheckCounter.CheckResult.REVOKED);
  }

  @Test
  void judge_sessionEnded_refusesEachOfItsTokens() throws Exception {
    TokenCheck check = check(clock, false);
    TokenClaims claims = new TokenReader(Tokens.CONFIG, keys).read(token);
    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);

    revocations.add(claims.session().digest(), Instant.ofEpochSecond(claims.expiresSeconds()));

    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
    assertThat(counted).endsWith(CheckCounter.CheckResult.REVOKED);
  }

  @Test
  void judge_keyWithdrawnAfterFirstUse_refuses() {
    TokenCheck check = check(clock, false);
    check.judge(token);

    keys.withdraw();

    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judge_expired_refusesAfterTheSkewAndNotBefore() {
    Clock late = Clock.offset(clock, Duration.ofMinutes(15).plusSeconds(29));
    Clock later = Clock.offset(clock, Duration.ofMinutes(15).plusSeconds(30));

    assertThat(check(late, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    assertThat(check(later, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judge_issuedInTheFuture_refusesBeyondTheSkew() {
    Clock early = Clock.offset(clock, Duration.ofSeconds(-31));

    assertThat(check(early, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judge_cutOffRaised_refuses() {
    generations.known.put("cut:school:1", 10L);

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
    assertThat(counted).containsExactly(CheckCounter.CheckResult.CUT_OFF);
  }

  @Test
  void judge_instanceBehind_readsTheRowFirst() {
    generations.known.put("cut:user:42", Stamps.UNKNOWN);
    generations.known.put("cut:school:1", 8L);
    generations.onSettle = () -> generations.known.putAll(Tokens.CUT);

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    assertThat(generations.doubted).contains("cut:school:1");
  }

  @Test
  void judge_numberPutBackByARestore_refusesAfterAPoll() {
    generations.known.put("cut:everyone", 5L);
    generations.onSettle = () -> generations.known.put("cut:everyone", 5L);

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judge_doubtThatIsNotSettled_isUnknown() {
    generations.known.put("cut:user:42", Stamps.UNKNOWN);

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
  }

  @Test
  void judge_lateKnowledgeWithTheDatabaseThere_isUnknown() {
    generations.recent = false;

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
  }

  @Test
  void judge_databaseAway_usesTheLastKnownUnlessDenied() throws Exception {
    generations.recent = false;
    generations.away = true;

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    assertThat(check(clock, true).judge(token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
    revoke();
    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judge_rightsOlderThanHalfAMinute_areDeniedToo_asIsReadiness() {
    generations.recent = false;
    generations.away = true;
    generations.age = Duration.ofSeconds(31);

    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.AcceptedToken.class);
    assertThat(check(clock, true).judge(token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
    assertThat(DenyWhenAway.isOn(config(true), revocations, generations)).isTrue();
    assertThat(DenyWhenAway.isOn(config(false), revocations, generations)).isFalse();
    // Old, but the database is there: a poll is under way, and awaited.
    generations.away = false;
    assertThat(DenyWhenAway.isOn(config(true), revocations, generations)).isFalse();
  }

  @Test
  void judge_revocationsNeverRead_isUnknown() {
    TokenCheck check =
        new TokenCheck(
            knowledge(new RevocationSet(clock, nanos::get)),
            Tokens.CONFIG,
            clock,
            new VerifiedTokens(10));

    assertThat(check.judge(token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
  }

  @Test
  void judge_personGoneOrInactive_refuses() {
    record = Optional.of(record(false));
    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);

    record = Optional.empty();
    assertThat(check(clock, false).judge(token)).isInstanceOf(TokenVerdict.RefusedToken.class);
  }

  @Test
  void judged_anythingThrown_isUnknownAndNeverAccepted() {
    recordFails = true;

    assertThat(CallerFinder.judged(check(clock, false), token))
        .isInstanceOf(TokenVerdict.UndecidedToken.class);
    assertThat(CallerFinder.judged(null, token)).isInstanceOf(TokenVerdict.UndecidedToken.class);
  }

  private void revoke() throws Exception {
    TokenClaims claims = new TokenReader(Tokens.CONFIG, Tokens.KEYS).read(token);
    revocations.add(claims.digest(), Instant.ofEpochSecond(claims.expiresSeconds()));
  }

  private TokenCheck check(Clock at, boolean deny) {
    return new TokenCheck(knowledge(revocations), config(deny), at, new VerifiedTokens(10));
  }

  private static AuthConfig config(boolean deny) {
    return new AuthConfig(
        "homeroom", "homeroom", Duration.ofMinutes(15), SessionTimes.SHIPPED, null, deny, 1);
  }

  private TokenCheck.Knowledge knowledge(RevocationSet set) {
    return new TokenCheck.Knowledge(
        keys, set, generations, id -> found(id), (result, basis) -> counted.add(result));
  }

  private Optional<AccessRecord> found(String id) {
    if (recordFails) {
      throw new IllegalStateException("planted");
    }
    assertThat(id).isEqualTo("42");
    return record;
  }

  private static AccessRecord record(boolean active) {
    return TestRecords.of(
        "42",
        "Tamsin",
        "1",
        Set.of("TEACHER"),
        Set.of(),
        active,
        "7",
        Set.of(),
        Set.of(),
        Set.of());
  }

  /** Generations in a map; a settled doubt runs what the poll would have found. */
  private static final class FakeGenerations implements KnownGenerations {
    final Map<String, Long> known = new HashMap<>();
    final Set<String> doubted = new HashSet<>();
    boolean recent = true;
    boolean away;
    Duration age = Duration.ZERO;
    Runnable onSettle = () -> {};

    @Override
    public Stamps stampsOf(Collection<Tag> tags) {
      List<String> names = tags.stream().map(Tag::name).toList();
      return new Stamps(
          names.stream().map(this::cell).toArray(Cell[]::new),
          names.stream().mapToLong(name -> known.getOrDefault(name, 0L)).toArray());
    }

    @Override
    public Stamps bound(Map<String, Long> numbers) {
      List<String> names = List.copyOf(numbers.keySet());
      return new Stamps(
          names.stream().map(this::cell).toArray(Cell[]::new),
          names.stream().mapToLong(numbers::get).toArray());
    }

    private Cell cell(String name) {
      return new Cell() {
        @Override
        public String tag() {
          return name;
        }

        @Override
        public boolean holds(long generation) {
          return known.getOrDefault(name, 0L) == generation;
        }

        @Override
        public boolean isBehind(long generation) {
          return generation > known.getOrDefault(name, 0L);
        }
      };
    }

    @Override
    public long changes() {
      return System.nanoTime();
    }

    @Override
    public boolean isRecent() {
      return recent;
    }

    @Override
    public boolean awaitRecent() {
      return recent;
    }

    @Override
    public boolean awaitRecentOrAway() {
      return recent;
    }

    @Override
    public Duration age() {
      return age;
    }

    @Override
    public boolean awaitSettled(Collection<Tag> tags) {
      onSettle.run();
      return tags.stream().noneMatch(tag -> known.getOrDefault(tag.name(), 0L) == Stamps.UNKNOWN);
    }

    @Override
    public void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
      tags.forEach(tag -> doubted.add(tag.name()));
    }

    @Override
    public boolean databaseAway() {
      return away;
    }
  }
}
