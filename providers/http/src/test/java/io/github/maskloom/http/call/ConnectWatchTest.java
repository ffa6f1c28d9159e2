package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.call.StreamedBody.SendGate;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every order in which OkHttp may tell of connections, with the alarm ringing when it is told to.
 */
class ConnectWatchTest {
  private final Bells bells = new Bells();
  private final SendGate gate = new SendGate();
  private final ConnectWatch watch = new ConnectWatch(bells, Duration.ofSeconds(10), gate);
  private final Call call =
      new OkHttpClient().newCall(new Request.Builder().url("http://localhost/").build());

  @AfterEach
  void endTimer() {
    bells.shutdownNow();
  }

  @Test
  void endsACallThatIsNotConnectedInTime() {
    start();
    bells.ring(0);

    assertEnded();
    assertThat(gate.pass()).as("whether the body is sent all the same").isFalse();
  }

  @Test
  void aTryThatIsReportedAfterTheConnectionChangesNothing() {
    start();
    acquire();
    start();
    bells.ringAll();

    assertGoesOn();
  }

  @Test
  void aTryThatIsReportedAfterTheCallSetsNoAlarm() {
    start();
    watch.callFailed(call, new java.io.IOException("refused"));
    start();
    watch.callEnd(call);
    start();

    assertThat(bells.set).hasSize(1);
  }

  @Test
  void eachTryHasItsTime() {
    start();
    start();
    bells.ring(0);
    assertGoesOn();

    bells.ring(1);
    assertEnded();
  }

  @Test
  void theAlarmDoesNothingOnceTheBodyHasBegun() {
    start();
    gate.pass();
    bells.ring(0);

    assertGoesOn();
  }

  /** The moment between the alarm's decision and the cancel, in which a small body is written. */
  @Test
  void theBodyStaysWhereItIsOnceTheAlarmHasDecided() {
    boolean[] passed = new boolean[1];
    call.addEventListener(
        new EventListener() {
          @Override
          public void canceled(Call cancelled) {
            passed[0] = gate.pass();
          }
        });
    start();
    bells.ring(0);

    assertEnded();
    assertThat(passed[0]).isFalse();
  }

  @Test
  void aTimerThatIsGoneIsNoFailure() {
    bells.shutdownNow();

    start();

    assertGoesOn();
  }

  private void start() {
    watch.connectStart(call, InetSocketAddress.createUnresolved("localhost", 80), Proxy.NO_PROXY);
  }

  private void acquire() {
    watch.connectionAcquired(call, new NoConnection());
  }

  private void assertEnded() {
    assertThat(watch.tooLate()).isTrue();
    assertThat(call.isCanceled()).isTrue();
  }

  private void assertGoesOn() {
    assertThat(watch.tooLate()).isFalse();
    assertThat(call.isCanceled()).isFalse();
  }

  /** Keeps what is to happen later, and does it when it is told to, even if it was cancelled. */
  private static final class Bells extends ScheduledThreadPoolExecutor {
    final List<Runnable> set = new ArrayList<>();

    Bells() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      set.add(command);
      return super.schedule((Callable<Object>) () -> true, 1, TimeUnit.HOURS);
    }

    void ring(int index) {
      set.get(index).run();
    }

    void ringAll() {
      set.forEach(Runnable::run);
    }
  }
}
