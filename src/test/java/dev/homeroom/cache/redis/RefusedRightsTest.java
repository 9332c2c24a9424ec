package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Redis refuses to its user is one line, that names the setting or the right that is missing
 * and what to do, whoever of Homeroom's is refused it.
 */
class RefusedRightsTest {
  /** As docs/keys.md has it. */
  private static final String RIGHTS =
      "on >p resetkeys ~homeroom:* resetchannels &homeroom:* -@all +mget +set +get +unlink +publish"
          + " +subscribe +ping +sadd +expire +smembers +select +client|setname +info +dbsize";

  private final LogCapture log = new LogCapture("dev.homeroom");
  private RedisServer server;
  private TcpProxy proxy;

  @BeforeEach
  void start() {
    server = RedisServer.started();
    proxy = TcpProxy.forRedis(server.port());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
    log.close();
  }

  private WholeRoom room(String userInfo, int database) {
    String url = "redis://" + userInfo + "127.0.0.1:" + proxy.port() + "/" + database;
    return new WholeRoom(new TestRedis.Plan(url)).start();
  }

  private WholeRoom roomWithRights(String change) {
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", "homeroom"));
    words.addAll(List.of((RIGHTS + " " + change).strip().split(" ")));
    server.command(words.toArray(String[]::new));
    return room("homeroom:p@", 2);
  }

  private List<String> warnings() {
    return log.linesFrom(Level.WARNING);
  }

  private void oneLineSays(String... parts) {
    RedisTierTest.await(() -> !warnings().isEmpty());
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains(parts)
        .contains("This means: ", "Do: ");
  }

  private static void use(WholeRoom room) {
    for (int i = 0; i < 20; i++) {
      room.numbered().tryToPut(1);
    }
  }

  @Test
  void allRightsOfTheDocs_areEnough_andNothingIsSaid() {
    try (WholeRoom room = roomWithRights("")) {
      room.await(CacheState.REDIS);
      RedisTierTest.await(room.redis()::isListening);
      room.useEveryConnection();
      room.redis().sign();
      assertThat(room.redis().tier().size()).isPositive();
      assertThat(warnings()).isEmpty();
    }
  }

  @Test
  void databaseThatRedisDoesNotHave_namesRedisDb() {
    server.kill();
    server.with("databases", "1").start();
    try (WholeRoom room = room("", 5)) {
      oneLineSays("Cache starts DEGRADED", "REDIS_DB", "a cluster has only 0");
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-select, the command select, REDIS_USERNAME",
    "-client|setname, the command client|setname, REDIS_USERNAME",
    "-set, the command set, REDIS_USERNAME",
    "resetkeys, keys of CACHE_PREFIX, REDIS_USERNAME",
    "nopass resetpass, access denied (WRONGPASS), REDIS_PASSWORD",
    "off, access denied (WRONGPASS), REDIS_USERNAME"
  })
  void whatTheProbeNeeds_isNamedInTheLineOfTheState(String change, String right, String setting) {
    try (WholeRoom room = roomWithRights(change)) {
      oneLineSays("Cache starts DEGRADED", right, setting);
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ERR wrong number of arguments for 'auth' command, access denied",
    "ERR unknown command 'AUTH', access denied",
    "ERR AUTH <password> called without any password configured, access denied"
  })
  void authThatIsRefused_namesUserAndPassword(String reply, String reason) {
    proxy.add(Fault.answer("-" + reply + "\r\n").to("AUTH"));
    try (WholeRoom room = room("u:p@", 1)) {
      oneLineSays(reason, "REDIS_PASSWORD", "REDIS_USERNAME");
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
    }
  }

  @Test
  void tooManyClients_namesMaxclientsAndThePoolSize() {
    server.command("CONFIG", "SET", "maxclients", "1");
    // The command above keeps the one connection that there is.
    try (WholeRoom room = room("default:p@", 3)) {
      oneLineSays("it takes no more clients", "maxclients", "REDIS_POOL_SIZE");
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resetchannels, the channel of the push",
    "-subscribe, the command subscribe",
    "-ping, the command ping"
  })
  void whatTheListenerNeeds_isSaidOnce_andRedisIsUsed(String change, String right) {
    try (WholeRoom room = roomWithRights(change)) {
      room.await(CacheState.REDIS);
      oneLineSays(right, "2 s late", "REDIS_USERNAME");
      int tries = proxy.commands("SUBSCRIBE");
      RedisTierTest.await(() -> proxy.commands("SUBSCRIBE") > tries + 1);
      room.useEveryConnection();
      assertThat(warnings()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "sadd"})
  void whatTheBackgroundNeeds_isSaidOnce(String command) {
    try (WholeRoom room = roomWithRights("-" + command)) {
      room.await(CacheState.REDIS);
      RedisTierTest.await(room.redis()::isListening);
      for (int i = 0; i < 3; i++) {
        room.redis().sign();
        room.redis().push().announce(List.of(Tag.of("user", "1")));
      }
      oneLineSays("the command " + command, "REDIS_USERNAME");
      RedisTierTest.await(() -> proxy.commands("PUBLISH") > 0);
      assertThat(warnings()).hasSize(1);
    }
  }

  @Test
  void infoThatIsRefused_isSaidOnce_andRedisIsUsed() {
    try (WholeRoom room = roomWithRights("-info")) {
      room.await(CacheState.REDIS);
      oneLineSays("Redis refuses INFO", "the command info", "+info", "run id");
      proxy.become(TcpProxy.Mode.DOWN);
      use(room);
      proxy.heal();
      room.await(CacheState.REDIS);
      assertThat(warnings()).filteredOn(line -> line.contains("INFO")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NOPERM this user has no permissions to run the 'mget' command; the command mget",
        "NOPERM User homeroom has no permissions to run the 'mget' command; the command mget",
        "NOPERM this user has no permissions to access one of the keys used as arguments; keys of",
        "NOPERM No permissions to access a key; keys of CACHE_PREFIX",
        "ERR unknown command 'MGET', with args beginning with: 'a'; it does not know the command"
      })
  void whatRequestsNeed_isSaidOnce_andRedisIsUsed(String reply, String right) {
    try (WholeRoom room = room("", 0)) {
      room.await(CacheState.REDIS);
      room.useEveryConnection();
      Fault refused = proxy.add(Fault.answer("-" + reply + "\r\n").to("MGET"));
      for (int i = 0; i < 20; i++) {
        try {
          room.numbered().get(1);
        } catch (TierFailedException e) {
          assertThat(e.getMessage()).contains(right);
        }
      }
      assertThat(refused.applied()).isEqualTo(20);
      assertThat(room.state()).isEqualTo(CacheState.REDIS);
      oneLineSays(right, "REDIS_USERNAME");
    }
  }
}
