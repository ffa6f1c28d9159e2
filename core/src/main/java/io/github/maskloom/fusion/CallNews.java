package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.FailedAttempt;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.internal.log.RareWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners and the journal of one call; what they throw is logged and goes no further.
 */
final class CallNews implements ProviderListener {
  private static final Logger LOG = LoggerFactory.getLogger(CallNews.class);
  private static final RareWarning DEAF =
      new RareWarning(LOG, Duration.ofMinutes(1), System::nanoTime);

  private final FusionConfig config;
  private final FusionListener own;
  private final AtomicInteger failedAttempts = new AtomicInteger();

  CallNews(FusionConfig config, FusionListener own) {
    this.config = config;
    this.own = own;
  }

  int failedAttempts() {
    return failedAttempts.get();
  }

  void progress(FusionProgress progress) {
    guarded(() -> config.listener().onProgress(progress));
    guarded(() -> own.onProgress(progress));
  }

  void finished(FusionRecord record) {
    guarded(() -> config.journal().append(record));
    guarded(() -> config.listener().onFinished(record));
    guarded(() -> own.onFinished(record));
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
    progress(new FusionProgress.Downloading(index, bytes));
  }

  @Override
  public void attemptFailed(FailedAttempt attempt) {
    failedAttempts.incrementAndGet();
    progress(new FusionProgress.AttemptFailed(attempt));
  }

  private static void guarded(Telling telling) {
    try {
      telling.tell();
    } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
      // Its type only: a listener's message may hold anything.
      DEAF.warn("a listener or a journal failed: " + e.getClass().getName());
    }
  }

  private interface Telling {
    void tell() throws IOException;
  }
}
