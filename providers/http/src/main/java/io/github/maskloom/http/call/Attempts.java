package io.github.maskloom.http.call;

import com.google.common.collect.Comparators;
import com.google.common.math.LongMath;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress.AttemptFailed;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.settings.HttpRetries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of one call. Another follows as long as the {@link RetryPolicy} says so. What the
 * call ends with tells how far all attempts got, for each may have been billed. What is said of a
 * single attempt is how far that one got. <b>Threads:</b> confined to one.
 *
 * @param around the call
 * @param call hears of each attempt that failed
 */
public record Attempts(Exchange.Surroundings around, ProviderCall call) {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private static final String FURTHER = "an attempt before got further";

  /** One attempt. */
  public interface Attempt<T> {
    /**
     * Sends the request and reads the answer.
     *
     * @return what the answer says
     * @throws FusionException if the attempt failed; only this may lead to another one
     * @throws IOException if something cannot be read or written here
     */
    T run() throws IOException;
  }

  /**
   * Makes attempts until one works or there is no other, and waits between them.
   *
   * @param <T> what an answer says
   * @param attempt run once for each attempt
   * @return what the attempt that worked returned
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile, with the
   *     delivery of all
   * @throws FusionException why the last attempt failed, with the delivery of all
   * @throws IOException if something cannot be read or written here
   */
  public <T> T run(Attempt<T> attempt) throws IOException {
    ActiveCall active = around.active();
    for (int number = 1; ; number++) {
      active.throwIfEnded(Delivery.NOT_SENT);
      try {
        T said = attempt.run();
        active.reached(Delivery.ACCEPTED);
        return said;
      } catch (FusionException e) {
        pauseOrThrow(number, e);
      }
    }
  }

  private void pauseOrThrow(int number, FusionException failure) {
    ActiveCall active = around.active();
    active.reached(failure.delivery());
    active.throwIfEnded(failure.delivery());
    Optional<Duration> wait =
        around.session().retries().waitAfter(number, failure, around.deadline());
    LOG.debug(
        "call {} attempt {} failed, {}, next after {}",
        active.requestId(),
        number,
        failure.failure(),
        wait.orElse(null));
    call.attemptFailed(new AttemptFailed(number, failure, wait));
    Delivery all = active.worstWith(failure.delivery());
    around.session().clock().sleep(wait.orElseThrow(() -> failure.reaching(all, FURTHER)), active);
    active.throwIfEnded(failure.delivery());
  }

  /**
   * Decides whether a request that failed is sent again, and how long to wait before.
   *
   * @param retries the settings
   * @param random numbers from 0 to 1, so that clients which failed together do not return together
   */
  public record RetryPolicy(HttpRetries retries, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 30;

    /**
     * Says how long to wait before the next attempt.
     *
     * @param attempt that failed, from 1
     * @param failure why
     * @param deadline by which the call is to be over
     * @return empty if there is no other attempt
     */
    public Optional<Duration> waitAfter(int attempt, FusionException failure, Deadline deadline) {
      if (attempt > retries.maxRetries() || !mayRepeat(failure)) {
        return Optional.empty();
      }
      Duration asked = failure.retry().after().orElse(Duration.ZERO);
      Duration wait = Comparators.max(asked, backoff(attempt));
      return deadline.allows(wait) ? Optional.of(wait) : Optional.empty();
    }

    private boolean mayRepeat(FusionException failure) {
      boolean safe = failure.retry().kind() == Kind.SAFE;
      return switch (failure.delivery()) {
        case NOT_SENT -> safe;
        case REJECTED -> safe && isTemporary(failure.failure().httpStatus().orElse(0));
        case UNKNOWN -> retries.retryWhenUnknown() && failure.retry().kind() != Kind.NEVER;
        case ACCEPTED -> false;
      };
    }

    /** Whether the same request may be answered otherwise after a while. */
    static boolean isTemporary(int status) {
      return status == 408 || status == 429 || status >= 500;
    }

    private Duration backoff(int attempt) {
      long first = retries.firstWait().toNanos();
      long doubled = LongMath.saturatedMultiply(first, 1L << Math.min(attempt - 1, MAX_DOUBLINGS));
      long whole = Math.min(doubled, retries.maxWait().toNanos());
      return Duration.ofNanos((long) (whole * (0.5 + 0.5 * random.getAsDouble())));
    }
  }

  /** Makes ids by which the service's support finds a call, in the form of the vendor's clients. */
  public static final class RequestIds {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final String CHARACTERS =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_CHARACTERS = 20;

    private RequestIds() {}

    /**
     * Makes a new id: the time to the second, in UTC, and 20 random letters and digits.
     *
     * @param now the time
     * @return 34 characters
     */
    public static String next(Instant now) {
      StringBuilder id = new StringBuilder(TIME.format(now));
      ThreadLocalRandom.current()
          .ints(RANDOM_CHARACTERS, 0, CHARACTERS.length())
          .forEach(random -> id.append(CHARACTERS.charAt(random)));
      return id.toString();
    }
  }
}
