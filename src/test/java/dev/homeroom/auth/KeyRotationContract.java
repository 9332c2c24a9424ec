package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.auth.KeyNode.Mistake;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Promised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing keys on two servers of one database, while they are replaced and withdrawn. */
abstract class KeyRotationContract {
  private static final Duration STEP = Duration.ofMillis(500);

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private KeyFixture keys;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    keys = new KeyFixture(kind());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    keys.close();
  }

  @Test
  void rotations_underLoad_oneServerPollingLate_failNothing() throws Exception {
    rotateUnderLoad(Mistake.NONE);
  }

  @Test
  void newKeyThatSignsAtOnce_isFoundOut() {
    assertThatThrownBy(() -> rotateUnderLoad(Mistake.SIGNS_AT_ONCE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("accepted by the");
  }

  @Test
  void replacedKeyThatEndsAtOnce_isFoundOut() {
    assertThatThrownBy(() -> rotateUnderLoad(Mistake.ENDS_REPLACED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("accepted by the");
  }

  private void rotateUnderLoad(Mistake mistake) throws Exception {
    KeyNode one = keys.node(mistake);
    KeyNode two = keys.node(mistake);
    Deque<String> tokens = new ArrayDeque<>(List.of(one.issue(), two.issue()));
    List<String> signers = new ArrayList<>();
    for (int rotation = 0; rotation < 2; rotation++) {
      keys.age();
      keys.time.pass(STEP);
      one.instance.poll();
      two.instance.poll();
      // It uses up the early poll, so that none hides a key which signs too soon.
      assertThat(two.refuses(KeyFixture.ofUnknownKey(one.issue(), rotation))).isTrue();
      one.rotate(null);
      load(one, two, tokens, 2);
      for (int step = 0; step < 16; step++) {
        keys.time.pass(STEP);
        boolean isLate = step >= 1 && step <= 7;
        List<Future<?>> polls = new ArrayList<>();
        polls.add(threads.submit(one.instance::poll));
        if (!isLate) {
          polls.add(threads.submit(two.instance::poll));
        }
        load(one, two, tokens, 2);
        for (Future<?> poll : polls) {
          poll.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
        }
      }
      signers.add(one.keys.signing().kid());
      assertThat(two.keys.signing().kid()).isEqualTo(signers.get(rotation));
      assertThat(one.keys.all()).hasSize(rotation + 2);
    }
    assertThat(signers).doesNotHaveDuplicates();
    // The first tokens too, minutes later.
    keys.time.pass(Duration.ofMinutes(14));
    load(one, two, tokens, 1);
  }

  /** Issues tokens on both, and judges the oldest and the newest on both, in several threads. */
  private void load(KeyNode one, KeyNode two, Deque<String> tokens, int many) throws Exception {
    List<Callable<List<String>>> work = new ArrayList<>();
    List<String> judged = new ArrayList<>(tokens);
    if (judged.size() > 12) {
      judged.subList(4, judged.size() - 8).clear();
    }
    for (KeyNode issuer : List.of(one, two)) {
      work.add(
          () -> {
            List<String> issued = new ArrayList<>(judged);
            for (int i = 0; i < many; i++) {
              issued.add(issuer.issue());
            }
            for (String token : issued) {
              assertThat(one.accepts(token)).as("accepted by the first").isTrue();
              assertThat(two.accepts(token)).as("accepted by the second").isTrue();
            }
            return issued.subList(judged.size(), issued.size());
          });
    }
    List<Future<List<String>>> running = new ArrayList<>();
    work.forEach(each -> running.add(threads.submit(each)));
    for (Future<List<String>> each : running) {
      try {
        tokens.addAll(each.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AssertionError failed) {
          throw failed;
        }
        throw e;
      }
    }
  }

  @Test
  void replacedKey_verifiesUntilItsLastTokenHasEnded_thenLeavesTheList() {
    KeyNode one = keys.node();
    String old = one.keys.signing().kid();
    one.rotate(null);
    keys.time.pass(Duration.ofSeconds(4));
    one.instance.poll();
    String last = one.issue();
    keys.time.pass(Duration.ofSeconds(2));
    one.instance.poll();
    assertThat(one.keys.signing().kid()).isNotEqualTo(old);
    assertThat(one.keys.all()).hasSize(2);

    keys.time.pass(Tokens.CONFIG.lifetime().plus(AuthConfig.SKEW).minusSeconds(3));
    one.instance.poll();
    assertThat(one.accepts(last)).isTrue();
    Instant until = one.rotation.list().keys().get(1).verifiesUntil();
    keys.time.pass(Duration.between(keys.time.instant(), until));
    one.instance.poll();
    assertThat(one.keys.verifying(old)).isNull();
    assertThat(one.keys.all()).hasSize(1);
    assertThat(one.refuses(last)).isTrue();
    // One that is started then has the same.
    KeyNode later = keys.node();
    assertThat(later.keys.all()).hasSize(1);
    assertThat(later.keys.signing().kid()).isEqualTo(one.keys.signing().kid());
  }

  @Test
  void serverStartedInBetween_signsWithTheNewKey() {
    KeyNode one = keys.node();
    one.rotate(null);
    KeyNode two = keys.node();
    assertThat(two.keys.signing().kid()).isEqualTo(one.keys.all().get(0).kid());
    assertThat(one.accepts(two.issue())).isTrue();
    assertThat(two.accepts(one.issue())).isTrue();
  }

  @Test
  void withdrawnKey_isRefusedByAll_andItsSuccessorSignsAtOnce() {
    withdraw(Mistake.NONE);
  }

  @Test
  void verifiedTokenThatOutlivesItsKey_isFoundOut() {
    assertThatThrownBy(() -> withdraw(Mistake.OUTLIVES_KEY))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("refused where it was withdrawn");
  }

  private void withdraw(Mistake mistake) {
    KeyNode one = keys.node(mistake);
    KeyNode two = keys.node(mistake);
    String leaked = one.keys.signing().kid();
    String token = one.issue();
    String unused = one.issue();
    assertThat(one.accepts(token)).isTrue();
    assertThat(two.accepts(token)).isTrue();

    KeysView after = one.rotate(leaked);
    assertThat(after.keys()).extracting(KeyView::state).containsExactly("current", "withdrawn");
    assertThat(one.refuses(token)).as("refused where it was withdrawn").isTrue();
    assertThat(one.refuses(unused)).isTrue();
    String fresh = one.issue();
    assertThat(one.accepts(fresh)).isTrue();
    // The other is behind, and looks before it refuses.
    assertThat(two.accepts(fresh)).as("accepted by the one behind").isTrue();
    assertThat(two.awaited.polls()).isEqualTo(1);
    keys.time.pass(STEP);
    two.instance.poll();
    assertThat(two.refuses(token)).as("refused by the other").isTrue();
    assertThat(two.refuses(unused)).isTrue();
    assertThat(one.accepts(two.issue())).isTrue();
    KeyNode started = keys.node();
    assertThat(started.refuses(token)).as("refused after a start").isTrue();
    assertThat(started.accepts(fresh)).isTrue();
    assertThat(started.keys.all()).hasSize(1);
    assertThat(
            one.queries()
                .list(
                    "select private_key from signing_key where kid = ?",
                    row -> row.text(1),
                    leaked))
        .containsExactly("");
    // Again, as after a lost answer: nothing more happens.
    assertThat(one.rotate(leaked)).isEqualTo(after);
  }

  @Test
  void withdrawalOfAReplacedKey_makesNoNewOne() {
    KeyNode one = keys.node();
    String old = one.keys.signing().kid();
    one.rotate(null);
    KeysView after = one.rotate(old);
    assertThat(after.keys()).extracting(KeyView::state).containsExactly("current", "withdrawn");
    assertThat(one.keys.signing().kid()).isEqualTo(after.keys().get(0).kid());
  }

  /**
   * The older key has tokens alive, but signs no new ones: they would end before their keys.time.
   */
  @Test
  void currentKeyWithdrawn_longAfterARotation_newOneSigns_notTheReplacedOne() {
    KeyNode one = keys.node();
    one.rotate(null);
    keys.time.pass(Duration.ofMinutes(5));
    one.instance.poll();
    String current = one.keys.signing().kid();
    KeysView after = one.rotate(current);
    assertThat(after.keys())
        .extracting(KeyView::state)
        .containsExactly("current", "withdrawn", "replaced");
    assertThat(one.keys.signing().kid()).isEqualTo(after.keys().get(0).kid());
  }
}
