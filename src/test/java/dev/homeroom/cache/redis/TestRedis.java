package dev.homeroom.cache.redis;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.InstallationId;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.BackgroundLoops;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One instance's Redis, built by constructor: as the server builds it, but for CDI. */
public final class TestRedis implements AutoCloseable {
  /** The installation whose entries these are, unless the plan names another. */
  public static final String INSTALLATION = "00000000-0000-4000-8000-000000000001";

  /** Longer than a busy machine keeps a thread from its work. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisEndpoint endpoint;
  private final Plan plan;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private @Nullable SharedRedis shared;

  /** What differs from one test to another. */
  public static final class Plan {
    private final Map<String, String> settings = new HashMap<>();
    private Circuit circuit = new KnownCircuit();
    private KnownGenerations known = new KnownCells();
    private CacheRecorder recorder = CacheRecorder.none();
    private Clock clock = Clock.systemUTC();
    private String installation = INSTALLATION;
    private AddressBook.Resolver resolver = InetAddress::getAllByName;

    /** Begins with a Redis at this address, for whose answers it has patience. */
    public Plan(String url) {
      settings.put("REDIS_URL", url);
      waits(PATIENCE, PATIENCE);
    }

    /** Waits so long for one reply, or to connect, and so long for all of an operation. */
    public Plan waits(Duration reply, Duration operation) {
      set("REDIS_CONNECT_TIMEOUT", Long.toString(reply.toMillis()));
      set("REDIS_COMMAND_TIMEOUT", Long.toString(reply.toMillis()));
      set("REDIS_POOL_WAIT_TIMEOUT", Long.toString(reply.toMillis()));
      return set("REDIS_OPERATION_TIMEOUT", Long.toString(operation.toMillis()));
    }

    /** Sets a setting as the environment would. */
    public Plan set(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** Takes the circuit that commands ask. */
    public Plan circuit(Circuit other) {
      circuit = other;
      return this;
    }

    /** Takes what is known of generations. */
    public Plan known(KnownGenerations other) {
      known = other;
      return this;
    }

    /** Takes the recorder. */
    public Plan recorder(CacheRecorder other) {
      recorder = other;
      return this;
    }

    /** Takes the wall clock. */
    public Plan clock(Clock other) {
      clock = other;
      return this;
    }

    /** Belongs to another installation. */
    public Plan installation(String other) {
      installation = other;
      return this;
    }

    Plan resolver(AddressBook.Resolver other) {
      resolver = other;
      return this;
    }

    /** Makes it. */
    public TestRedis build() {
      return new TestRedis(this);
    }

    private Settings read() {
      return new Settings(key -> Optional.ofNullable(settings.get(key)));
    }
  }

  private TestRedis(Plan plan) {
    this.plan = plan;
    endpoint =
        new RedisEndpoint(
            RedisSettings.from(plan.read()), System::nanoTime, plan.resolver, this::daemon);
  }

  /** Makes what uses the endpoint, once it is asked for. */
  private SharedRedis make() {
    SharedRedis.Dependencies dependencies =
        new SharedRedis.Dependencies(
            plan.circuit,
            new PlainGate(endpoint.attempt()),
            plan.known,
            RegionTtls.DECLARED,
            plan.recorder,
            (command, nanos, answered) -> {});
    InstallationId id = () -> plan.installation;
    return new SharedRedis(
        endpoint,
        new KeySpace(prefix(), id),
        dependencies,
        new SharedRedis.ClocksAndLoops(
            plan.clock, System::nanoTime, new BackgroundLoops(this::daemon, System::nanoTime)));
  }

  private Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "test-redis");
    thread.setDaemon(true);
    // Each probe may have one of its own: those that are over are forgotten.
    threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
    threads.add(thread);
    return thread;
  }

  /** Returns how many threads it has now. */
  long threads() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  private String prefix() {
    return CacheSettings.from(plan.read()).prefix();
  }

  /** Returns a probe of the same Redis, that looks its name up by itself. */
  public RedisProbe probe() {
    return endpoint.probe(prefix());
  }

  /**
   * Has the probe look, so that the address is known; returns this. Called first, it saves a
   * second: a listener without an address waits so long before it tries again.
   */
  public TestRedis connected() {
    RedisProbe.Result result = probe().probe();
    for (int tries = 1; tries < 10 && !result.isGood(); tries++) {
      result = probe().probe();
    }
    if (!result.isGood()) {
      throw new IllegalStateException("Redis is not well: " + result.failure());
    }
    return this;
  }

  /** Returns the tier. */
  public Tier tier() {
    return shared().tier();
  }

  /** Returns the tier of the Redis-shaped commands. */
  public CommandTier commands() {
    return shared().commands();
  }

  /** Returns what replays memory's changes. */
  public CommandReplay replay() {
    return shared().replay();
  }

  /** Returns what deletes all under the prefix. */
  public RedisFlush flush() {
    return shared().flush();
  }

  /** Returns what announces changes. */
  public GenerationPush push() {
    return shared().push();
  }

  /** Returns whether other instances' changes are heard. */
  public boolean isListening() {
    return shared().isListening();
  }

  /** Signs the list of installations. */
  public void sign() {
    shared().sign();
  }

  synchronized SharedRedis shared() {
    if (shared == null) {
      shared = make();
    }
    return shared;
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public synchronized void close() {
    if (shared != null) {
      shared.close();
    }
    endpoint.close();
  }
}
