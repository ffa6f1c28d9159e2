package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.raster.testing.CallerThread;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.DelayedSockets;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cancelled call ends, wherever it is, and leaves neither connection nor file. */
class CancelTest {
  private static final String JSON = ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString();

  /** For servers that wait for nothing. */
  private static final CountDownLatch NONE = new CountDownLatch(0);

  @TempDir Path folder;

  /** How a call is told to end. */
  private enum Way {
    CANCEL,
    INTERRUPT,
    CLOSE
  }

  @Test
  void beforeItBegins() throws Exception {
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(JSON))) {
      RecordingCall call = ark.newCall();
      call.cancel();

      CallerThread running = start(ark, base64Request(), call);

      assertCancelled(running, call, Delivery.NOT_SENT);
      assertThat(ark.server.calls()).isEmpty();
    }
  }

  /** OkHttp then throws what it does not declare. */
  @Test
  void whileItConnects() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch connecting = new CountDownLatch(1);
      OkHttpClient client =
          new OkHttpClient.Builder()
              .socketFactory(
                  new DelayedSockets(
                      closed -> {
                        connecting.countDown();
                        awaitUnchecked(closed);
                      }))
              .build();
      try (ArkFixture ark =
          new ArkFixture(folder, Answer.json(JSON)).with(http -> http.withHttpClient(client))) {
        RecordingCall call = ark.newCall(way + "-connect");
        CallerThread running = start(ark, base64Request(), call);
        await(connecting);

        end(way, ark, running, call);

        assertCancelled(running, call, Delivery.NOT_SENT);
        assertThat(running.wasInterrupted()).isEqualTo(way == Way.INTERRUPT);
        assertThat(ark.server.calls()).isEmpty();
      }
    }
  }

  /** However late it is, closing is one of the ways in which calls end. */
  @Test
  void beforeItBeginsSinceTheSessionIsClosed() throws Exception {
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(JSON))) {
      RecordingCall call = ark.newCall();
      ark.session().close();

      CallerThread running = start(ark, base64Request(), call);

      assertCancelled(running, call, Delivery.NOT_SENT);
    }
  }

  @Test
  void whileTheRequestIsSent() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch headRead = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      ends(
          way,
          Answer.notReading(headRead, goOn),
          ArkFixture.largeRequest(),
          headRead,
          goOn,
          Delivery.UNKNOWN,
          Delivery.NOT_SENT);
    }
  }

  @Test
  void whileTheServiceWorks() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch silent = new CountDownLatch(1);
      ends(way, Answer.silence(silent), base64Request(), silent, NONE, Delivery.UNKNOWN);
    }
  }

  @Test
  void whileAnImageComesInsideTheAnswer() throws Exception {
    byte[] large = TestImages.largeJpeg(2_000_000, 1);
    byte[] json = ImagesJson.of(MODEL).base64(large, "2048x2048").toString().getBytes(UTF_8);
    for (Way way : Way.values()) {
      byte[] half = Arrays.copyOf(json, json.length / 2);
      Answer answer = Answer.stalls("application/json", half, new CountDownLatch(1));
      try (ArkFixture ark = new ArkFixture(folder, answer)) {
        RecordingCall call = ark.newCall(way + "-answer");
        CallerThread running = start(ark, base64Request(), call);
        await(call.whenDownloading());

        end(way, ark, running, call);

        assertCancelled(running, call, Delivery.ACCEPTED);
        assertThat(call.files()).isEmpty();
      }
    }
  }

  @Test
  void whileEventsCome() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch stalled = new CountDownLatch(1);
      byte[] first =
          EventStream.of(MODEL).base64(0, RESULT, "2048x2048").toString().getBytes(UTF_8);
      try (ArkFixture ark =
          new ArkFixture(folder, Answer.stalls("text/event-stream", first, stalled))) {
        RecordingCall call = ark.newCall(way + "-events");
        CallerThread running = start(ark, streamRequest(2), call);
        call.awaitImage(0);

        end(way, ark, running, call);

        assertCancelled(running, call, Delivery.ACCEPTED);
        assertThat(call.files()).as("what came before").containsExactly("image-0");
      }
    }
  }

  @Test
  void whileAnImageIsFetched() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch stalled = new CountDownLatch(1);
      byte[] large = TestImages.largeJpeg(2_000_000, 1);
      try (ArkFixture ark = new ArkFixture(folder)) {
        String link = ark.host.stalls(large, "image/jpeg", stalled);
        ark.server.answer(Answer.json(ImagesJson.of(MODEL).url(link, "1x1").toString()));
        RecordingCall call = ark.newCall(way + "-fetch");
        CallerThread running = start(ark, linkRequest(), call);
        await(stalled);

        end(way, ark, running, call);

        assertCancelled(running, call, Delivery.ACCEPTED);
        assertThat(call.files()).isEmpty();
        ark.host.awaitNoConnection();
      }
    }
  }

  @Test
  void whileItWaitsToTryAgain() throws Exception {
    for (Way way : Way.values()) {
      try (ArkFixture ark =
          new ArkFixture(folder, Answer.tooMany("ServerOverloaded", "3600"))
              .with(http -> http.withTimeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofDays(1))))) {
        RecordingCall call = ark.newCall(way + "-pause");
        CallerThread running = start(ark, base64Request(), call);
        await(call.whenPausing());

        end(way, ark, running, call);

        assertCancelled(running, call, Delivery.REJECTED, Delivery.NOT_SENT);
        assertThat(ark.server.calls()).hasSize(1);
      }
    }
  }

  @Test
  void whileItWaitsForItsTurn() throws Exception {
    for (Way way : Way.values()) {
      CountDownLatch silent = new CountDownLatch(1);
      try (ArkFixture ark =
          new ArkFixture(folder, Answer.silence(silent))
              .with(http -> http.withMaxConcurrentCalls(1))) {
        RecordingCall first = ark.newCall(way + "-first");
        CallerThread ahead = start(ark, base64Request(), first);
        await(silent);
        RecordingCall second = ark.newCall(way + "-second");
        CallerThread running = start(ark, base64Request(), second);
        running.awaitBlocked();

        end(way, ark, running, second);

        assertCancelled(running, second, Delivery.NOT_SENT);
        assertThat(ark.server.calls()).hasSize(1);
        first.cancel();
        ahead.join();
      }
    }
  }

  /** A call that follows a cancelled one finds all in order. */
  @Test
  void leavesTheSessionUsable() throws Exception {
    CountDownLatch silent = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.silence(silent), Answer.json(JSON))
            .with(http -> http.withMaxConcurrentCalls(1).withImagesPerMinute(5))) {
      RecordingCall first = ark.newCall("first");
      CallerThread running = start(ark, base64Request(), first);
      await(silent);
      first.cancel();
      running.join();
      RecordingCall second = ark.newCall("second");

      ark.fuse(base64Request(), second);

      assertThat(second.bytes(0)).isEqualTo(RESULT);
    }
  }

  private void ends(
      Way way,
      Answer answer,
      ProviderRequest request,
      CountDownLatch reached,
      CountDownLatch goOn,
      Delivery... deliveries)
      throws Exception {
    try (ArkFixture ark = new ArkFixture(folder, answer)) {
      RecordingCall call = ark.newCall(way + "-" + deliveries[0]);
      CallerThread running = start(ark, request, call);
      await(reached);

      end(way, ark, running, call);

      assertCancelled(running, call, deliveries);
      assertThat(call.files()).isEmpty();
      goOn.countDown();
      ark.server.awaitNoConnection();
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  private static void end(Way way, ArkFixture ark, CallerThread running, RecordingCall call)
      throws IOException {
    switch (way) {
      case CANCEL -> call.cancel();
      case INTERRUPT -> running.interrupt();
      case CLOSE -> ark.session().close();
    }
  }

  private static void assertCancelled(
      CallerThread running, RecordingCall call, Delivery... deliveries)
      throws InterruptedException {
    running.join();
    assertThat(running.failure())
        .isInstanceOfSatisfying(
            CancelledCallException.class,
            cancelled -> assertThat(cancelled.delivery()).isIn((Object[]) deliveries));
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
  }

  private static CallerThread start(ArkFixture ark, ProviderRequest request, RecordingCall call)
      throws IOException {
    ark.session();
    return CallerThread.start(() -> ark.fuse(request, call));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).as("the stage was reached").isTrue();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
