package io.github.maskloom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/**
 * An HTTP client to which every host has two addresses. The first is slow to connect, so that both
 * are tried, and the try of the second is reported when the first has won. Calls come one after the
 * other.
 */
final class RacingClient {
  private static final int SAFETY_NET_SECONDS = 30;

  private volatile Race race = new Race();

  /** What happens in one call. */
  private static final class Race extends EventListener {
    final AtomicInteger sockets = new AtomicInteger();
    final AtomicInteger tries = new AtomicInteger();
    final CountDownLatch secondTry = new CountDownLatch(1);
    final CountDownLatch won = new CountDownLatch(1);

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
      if (tries.incrementAndGet() == 2) {
        secondTry.countDown();
        await(won);
      }
    }

    @Override
    public void requestHeadersStart(Call call) {
      won.countDown();
    }

    @Override
    public void callFailed(Call call, IOException e) {
      won.countDown();
    }
  }

  /** The client, which keeps no connection. */
  OkHttpClient client() {
    return new OkHttpClient.Builder()
        .dns(host -> twoAddresses())
        .socketFactory(MadeSockets.delayed(closed -> awaitSecondTry()))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .eventListenerFactory(
            call -> {
              race = new Race();
              return race;
            })
        .build();
  }

  private static List<InetAddress> twoAddresses() throws UnknownHostException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return List.of(loopback, loopback);
  }

  private void awaitSecondTry() {
    Race now = race;
    if (now.sockets.incrementAndGet() == 1) {
      await(now.secondTry);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(SAFETY_NET_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the race did not go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
