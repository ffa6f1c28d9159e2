package io.github.maskloom.http.call;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.fusion.spi.ProviderListener.FailedAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of one call, of which there is another as long as the {@link RetryPolicy} says so.
 * What the call ends with tells how far all of them got, for each may have been billed; what is
 * told of a single attempt tells how far that one got. <b>Threads:</b> confined to one.
 */
public final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private static final String FURTHER = "an attempt before got further";

  private final RetryPolicy retries;
  private final CallClock clock;
  private final ActiveCall active;
  private final Deadline deadline;
  private final ProviderListener listener;

  public Attempts(
      RetryPolicy retries,
      CallClock clock,
      ActiveCall active,
      Deadline deadline,
      ProviderListener listener) {
    this.retries = retries;
    this.clock = clock;
    this.active = active;
    this.deadline = deadline;
    this.listener = listener;
  }

  /** One attempt. */
  public interface Attempt<T> {
    /** Sends the request and reads the answer. */
    T run() throws IOException;
  }

  /**
   * Makes attempts until one works or there is no other.
   *
   * @param id of the call, for the log
   * @throws FusionException why the last one failed, with the delivery of all
   * @throws IOException if something cannot be read here
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile, with the
   *     delivery of all
   */
  public <T> T run(String id, Attempt<T> attempt) throws IOException {
    for (int number = 1; ; number++) {
      active.throwIfEnded(Delivery.NOT_SENT);
      try {
        return attempt.run();
      } catch (FusionException e) {
        pauseOrThrow(id, number, e);
      }
    }
  }

  private void pauseOrThrow(String id, int number, FusionException failure) {
    active.reached(failure.delivery());
    active.throwIfEnded(failure.delivery());
    Optional<Duration> wait = retries.waitAfter(number, failure, deadline);
    LOG.debug(
        "call {} attempt {} failed, {}, next after {}",
        id,
        number,
        failure.failure(),
        wait.orElse(null));
    listener.attemptFailed(new FailedAttempt(number, failure, wait));
    Delivery all = active.worstWith(failure.delivery());
    clock.sleep(wait.orElseThrow(() -> failure.reaching(all, FURTHER)), active);
    active.throwIfEnded(failure.delivery());
  }
}
