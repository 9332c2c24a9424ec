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
 * Tries the addresses of Redis' host name one after the other until one works, beginning with the
 * one in use: a name may have dead addresses, {@code localhost} has two on most machines, and a
 * replaced server keeps its name. Looks up the name first, in the background. Used by one thread.
 */
final class AddressTrial {
  private static final System.Logger LOGGER = System.getLogger(AddressTrial.class.getName());
  private static final long LOOKUP_WAIT_MILLIS = 200;

  /** The time after which no further address is tried; the next trial goes on with the rest. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final AddressBook addresses;
  private final Ticker ticker;
  private final Runnable moved;
  private int turn;

  /** Makes one; {@code moved} runs when another address than before is in use. */
  AddressTrial(AddressBook addresses, Ticker ticker, Runnable moved) {
    this.addresses = addresses;
    this.ticker = ticker;
    this.moved = moved;
  }

  /**
   * The result of the trial of one address.
   *
   * @param answered whether Redis sent a reply, if only an error
   * @param lost whether the connection was lost
   */
  record TrialResult(Result result, boolean answered, boolean lost) {
    static TrialResult well(Result good) {
      return new TrialResult(good, true, false);
    }

    static TrialResult failed(RedisFailure why, TierFailure told) {
      return new TrialResult(Result.failed(told), why.connectionUsable(), why.lost());
    }
  }

  /** Tries the addresses until one works, and uses it; returns its result or the last failure. */
  Result tried(Function<InetSocketAddress, TrialResult> trial) {
    addresses.lookUp(LOOKUP_WAIT_MILLIS);
    try {
      return tried(trial, inTurn(addresses.all()));
    } catch (UnknownHostException e) {
      return Result.failed(RedisFailure.UNKNOWN_HOST);
    }
  }

  /** Returns the address in use, then those that were not tried the last time, then the others. */
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
      // An error reply of a Redis says more than a missing server.
      told = told == null || (tried.answered() && !told.answered()) ? tried : told;
      if (deadline.leftNanos(LONGEST) <= 0) {
        break;
      }
      turn++;
    }
    return told == null ? Result.failed(RedisFailure.UNKNOWN_HOST) : told.result();
  }

  private void use(InetSocketAddress address) throws UnknownHostException {
    InetSocketAddress before = addresses.address();
    if (addresses.use(address)) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "Redis is used at {0} from now on, no longer at {1}. This means: its name has several"
              + " addresses, and the other one failed. Do: nothing, or remove that one"
              + " from the name.",
          address.getAddress().getHostAddress(),
          before.getAddress().getHostAddress());
      moved.run();
    }
  }
}
