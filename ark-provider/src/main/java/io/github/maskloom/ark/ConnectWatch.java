package io.github.maskloom.ark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call whose connection does not stand in time. OkHttp itself limits only the TCP part; a
 * peer that is silent in the TLS part would be waited for as long as a model may draw.
 */
final class ConnectWatch extends EventListener {
  private final ScheduledExecutorService timer;
  private final Duration timeout;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean tooLate;

  ConnectWatch(ScheduledExecutorService timer, Duration timeout) {
    this.timer = timer;
    this.timeout = timeout;
  }

  /** Whether the call was ended for this reason. */
  synchronized boolean tooLate() {
    return tooLate;
  }

  @Override
  public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    stop();
    alarm = timer.schedule(() -> end(call), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    stop();
  }

  @Override
  public void callEnd(Call call) {
    stop();
  }

  @Override
  public void callFailed(Call call, IOException e) {
    stop();
  }

  private synchronized void stop() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private void end(Call call) {
    synchronized (this) {
      if (alarm == null) {
        return;
      }
      tooLate = true;
    }
    call.cancel();
  }
}
