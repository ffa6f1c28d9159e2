package io.github.maskloom.http.call;

import io.github.maskloom.http.call.StreamedBody.SendGate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call whose connection does not stand in time. OkHttp itself limits only the TCP part; a
 * peer that is silent in the TLS part would be waited for as long as a model may draw.
 *
 * <p>OkHttp tries the addresses of a host side by side, and reports a try that lost whenever its
 * thread gets to run: also when another one has won, or the call is over. So the first connection
 * ends the watch for good. The alarm and the body meet at a {@link SendGate}: once the body has
 * begun, the alarm does nothing. <b>Threads:</b> safe.
 */
public final class ConnectWatch extends EventListener {
  private final ScheduledExecutorService timer;
  private final Duration timeout;
  private final SendGate gate;
  private @Nullable Future<?> alarm;
  private int tries;
  private boolean over;
  private boolean tooLate;

  /**
   * Makes a watch of one attempt, which begins with the first try to connect.
   *
   * @param timer rings the alarm
   * @param timeout until a connection stands, TLS included
   * @param gate of the attempt's body; shut by the alarm
   */
  public ConnectWatch(ScheduledExecutorService timer, Duration timeout, SendGate gate) {
    this.timer = timer;
    this.timeout = timeout;
    this.gate = gate;
  }

  /** {@return whether the alarm ended the call, and so without a byte of its body sent} */
  public synchronized boolean tooLate() {
    return tooLate;
  }

  @Override
  public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    if (over) {
      return;
    }
    stop();
    int number = ++tries;
    try {
      alarm = timer.schedule(() -> ring(call, number), timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The session was closed, which ends the call anyway.
    }
  }

  /** Another try has an alarm of its own. */
  private synchronized void ring(Call call, int number) {
    if (number == tries && !over && gate.shut()) {
      tooLate = true;
      call.cancel();
    }
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    end();
  }

  /** A request without a body has gone out with its headers. */
  @Override
  public void requestHeadersEnd(Call call, Request request) {
    if (request.body() == null) {
      gate.pass();
    }
  }

  @Override
  public void callFailed(Call call, IOException e) {
    end();
  }

  private synchronized void end() {
    over = true;
    stop();
  }

  private void stop() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
