package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.RedisProbe.Result;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.time.Ticker;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries the addresses of Redis' name one after the other until one is well, the one in use first: a
 * name may have dead addresses, {@code localhost} has two on most machines, and a server that is
 * replaced by another keeps its name. Looks the name up first, in the background. For one thread.
 */
final class AddressTrial {
  private static final System.Logger LOGGER = System.getLogger(AddressTrial.class.getName());
  private static final long LOOKUP_WAIT_MILLIS = 200;

  /** After this no further address is tried; the next time it goes on with these. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final AddressBook addresses;
  private final Ticker ticker;
  private final Runnable moved;
  private int turn;

  /**
   * Makes one.
   *
   * @param moved run when another address than before is in use
   */
  AddressTrial(AddressBook addresses, Ticker ticker, Runnable moved) {
    this.addresses = addresses;
    this.ticker = ticker;
    this.moved = moved;
  }

  /**
   * What came of one address.
   *
   * @param answered whether Redis said something, if only what is wrong
   * @param lost whether the connection was lost
   */
  record TrialResult(Result result, boolean answered, boolean lost) {
    /** Redis is well there. */
    static TrialResult well(Result good) {
      return new TrialResult(good, true, false);
    }

    /** It is not. */
    static TrialResult failed(RedisFailureSorter why, TierFailure told) {
      return new TrialResult(Result.failed(told), why.connectionUsable(), why.lost());
    }
  }

  /** Returns what the first good address gave, which is in use from now on; else why none is. */
  Result tried(Function<InetSocketAddress, TrialResult> trial) {
    addresses.lookUp(LOOKUP_WAIT_MILLIS);
    try {
      return tried(trial, inTurn(addresses.all()));
    } catch (UnknownHostException e) {
      return Result.failed(RedisFailureSorter.UNKNOWN_HOST);
    }
  }

  /** The one in use first, then those that were not tried the last time. */
  private List<InetSocketAddress> inTurn(List<InetSocketAddress> all) {
    List<InetSocketAddress> inTurn = new ArrayList<>(all);
    Collections.rotate(inTurn.subList(1, inTurn.size()), -turn);
    return inTurn;
  }

  private Result tried(Function<InetSocketAddress, TrialResult> trial, List<InetSocketAddress> all)
      throws UnknownHostException {
    Deadline deadline = Deadline.in(LONGEST, ticker);
    @Nullable TrialResult told = null;
    for (InetSocketAddress address : all) {
      TrialResult tried = trial.apply(address);
      if (tried.result().isGood()) {
        use(address);
        return tried.result();
      }
      // What a Redis says of itself tells more than that nothing is there.
      told = told == null || (tried.answered() && !told.answered()) ? tried : told;
      if (deadline.leftNanos(LONGEST) <= 0) {
        break;
      }
      turn++;
    }
    return told == null ? Result.failed(RedisFailureSorter.UNKNOWN_HOST) : told.result();
  }

  private void use(InetSocketAddress address) throws UnknownHostException {
    InetSocketAddress before = addresses.address();
    if (addresses.use(address)) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "Redis is used at {0} from now on, no longer at {1}. This means: its name has several"
              + " addresses, and the other one was not well. Do: nothing, or remove that from the"
              + " name.",
          address.getAddress().getHostAddress(),
          before.getAddress().getHostAddress());
      moved.run();
    }
  }
}
