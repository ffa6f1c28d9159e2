package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.fusion.spi.ProviderListener.FailedAttempt;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners and the journal of one call; what they throw is logged and goes no further.
 */
final class CallEvents implements ProviderListener {
  private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);
  private static final RateLimitedWarning LISTENER_FAILED =
      new RateLimitedWarning(LOG, Duration.ofMinutes(1), System::nanoTime);

  private final FusionConfig config;
  private final FusionListener own;
  private final AtomicInteger failedAttempts = new AtomicInteger();
  private volatile Delivery delivery = Delivery.NOT_SENT;
  private volatile ProviderResponse identity = ProviderResponse.NONE;

  CallEvents(FusionConfig config, FusionListener own) {
    this.config = config;
    this.own = own;
  }

  int failedAttempts() {
    return failedAttempts.get();
  }

  /** How far the request got at least, by what the provider said on the way. */
  Delivery delivery() {
    return delivery;
  }

  /** What a bill may name, by what the provider said on the way: a model and ids. */
  ProviderResponse identity() {
    return identity;
  }

  @Override
  public void modelKnown(String model) {
    identified(ProviderResponse.NONE.withModel(model));
  }

  @Override
  public void sentAs(String clientRequestId) {
    identified(ProviderResponse.NONE.withRequestIds(List.of(clientRequestId), List.of()));
  }

  @Override
  public void answeredAs(String serverRequestId) {
    identified(ProviderResponse.NONE.withRequestIds(List.of(), List.of(serverRequestId)));
  }

  private synchronized void identified(ProviderResponse more) {
    identity = CallHistory.merged(identity, more);
  }

  private synchronized void reached(Delivery least) {
    if (least.compareTo(delivery) > 0) {
      delivery = least;
    }
  }

  void progress(FusionProgress progress) {
    try {
      config.listener().onProgress(progress);
    } catch (Throwable e) {
      warn(e);
    }
    try {
      own.onProgress(progress);
    } catch (Throwable e) {
      warn(e);
    }
  }

  /** Throws nothing. */
  void finished(FusionRecord record) {
    try {
      config.journal().append(record);
    } catch (Throwable e) {
      warn(e);
    }
    try {
      config.listener().onFinished(record);
    } catch (Throwable e) {
      warn(e);
    }
    try {
      own.onFinished(record);
    } catch (Throwable e) {
      warn(e);
    }
  }

  void imageReceived(int index, int received, int count) {
    reached(Delivery.ACCEPTED);
    progress(new FusionProgress.ImageReceived(index, received, count));
  }

  void preview(int index, int number, ImageSource image) {
    reached(Delivery.ACCEPTED);
    progress(new FusionProgress.Preview(index, number, image));
  }

  /** An image was made that nobody asked for. */
  void imageLeft() {
    reached(Delivery.ACCEPTED);
  }

  @Override
  public void uploading(long bytes, long totalBytes) {
    progress(new FusionProgress.Uploading(bytes, totalBytes));
  }

  @Override
  public void waiting() {
    progress(new FusionProgress.Waiting());
  }

  @Override
  public void downloading(int index, long bytes) {
    reached(Delivery.ACCEPTED);
    progress(new FusionProgress.Downloading(index, bytes));
  }

  @Override
  public void attemptFailed(FailedAttempt attempt) {
    FusionException.Failure failure = attempt.failure().failure();
    failedAttempts.incrementAndGet();
    reached(failure.delivery());
    identified(
        ProviderResponse.NONE.withRequestIds(
            failure.clientRequestIds(), failure.serverRequestIds()));
    progress(new FusionProgress.AttemptFailed(attempt));
  }

  /** Undeclared exceptions and errors too: a listener of somebody else's ends no call. */
  private static void warn(Throwable thrown) {
    // Its type only: a listener's message may hold anything.
    LISTENER_FAILED.warn("a listener or a journal failed: " + thrown.getClass().getName());
  }
}
