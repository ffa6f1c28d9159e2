package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.largeRequest;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.raster.testing.internal.CallerThread;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled call ends, wherever it is, and leaves neither connection nor file. */
class CancelTest extends HttpTrial {
  private static final byte[] LARGE = TestImages.largeJpeg(2_000_000, 1);

  private final CountDownLatch reached = new CountDownLatch(1);

  /** How a call is told to end. */
  private enum Way {
    CANCEL,
    INTERRUPT,
    CLOSE
  }

  /** However late it is, closing is one of the ways in which calls end. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beforeItBegins(boolean closed) throws Exception {
    HttpFixture service = answering(Answer.json(JSON));
    RecordingCall call = service.newCall();
    if (closed) {
      service.session().close();
    } else {
      call.cancel();
    }
    assertCancelled(start(service, request(), call), call, Delivery.NOT_SENT);
    assertThat(service.server().calls()).isEmpty();
  }

  /** OkHttp then throws what it does not declare. */
  @ParameterizedTest
  @EnumSource
  void whileItConnects(Way way) throws Exception {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .socketFactory(
                MadeSockets.delayed(
                    closed -> {
                      reached.countDown();
                      await(closed);
                    }))
            .build();
    HttpFixture service = answering(Answer.json(JSON)).with(http -> http.withHttpClient(client));
    RecordingCall call = service.newCall();
    CallerThread running = start(service, request(), call);
    await(reached);
    end(way, service, running, call);

    assertCancelled(running, call, Delivery.NOT_SENT);
    assertThat(running.wasInterrupted()).isEqualTo(way == Way.INTERRUPT);
    assertThat(service.server().calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whileTheRequestIsSent(Way way) throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HttpFixture service = answering(Answer.notReading(reached, goOn));
    ends(way, service, largeRequest(), reached, Delivery.UNKNOWN, Delivery.NOT_SENT);
    goOn.countDown();
    service.server().awaitNoConnection();
    assertThat(service.server().calls()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whileTheServiceWorks(Way way) throws Exception {
    HttpFixture service = answering(Answer.silence(reached));
    ends(way, service, request(), reached, Delivery.UNKNOWN);
    service.server().awaitNoConnection();
    assertThat(service.server().calls()).hasSize(1);
  }

  /** The answer's head may not have been read yet. */
  @ParameterizedTest
  @EnumSource
  void whileTheAnswerBegins(Way way) throws Exception {
    byte[] start = "{\"created\":1,\"backgr".getBytes(UTF_8);
    HttpFixture service = answering(Answer.stalls("application/json", start, reached));
    ends(way, service, request(), reached, Delivery.ACCEPTED, Delivery.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource
  void whileAnImageComesInsideTheAnswer(Way way) throws Exception {
    whileItDownloads(way, "application/json", ImagesJson.of(MODEL).base64(LARGE, "1x1").toString());
  }

  @ParameterizedTest
  @EnumSource
  void whileAnImageComesInsideAnEvent(Way way) throws Exception {
    whileItDownloads(
        way, "text/event-stream", EventsJson.of(MODEL).base64(0, LARGE, "1x1").toString());
  }

  private void whileItDownloads(Way way, String type, String whole) throws Exception {
    byte[] half = Arrays.copyOf(whole.getBytes(UTF_8), whole.length() / 2);
    HttpFixture service = answering(Answer.stalls(type, half, reached));
    RecordingCall call = service.newCall();
    ends(way, service, request(), call, call.whenDownloading(), Delivery.ACCEPTED);
    assertThat(call.files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whileEventsCome(Way way) throws Exception {
    byte[] first = EventsJson.of(MODEL).base64(0, RESULT, "1x1").toString().getBytes(UTF_8);
    HttpFixture service = answering(Answer.stalls("text/event-stream", first, reached));
    RecordingCall call = service.newCall();
    CallerThread running = start(service, request(2), call);
    call.awaitImage(0);
    end(way, service, running, call);

    assertCancelled(running, call, Delivery.ACCEPTED);
    assertThat(call.files()).as("what came before").containsExactly("image-0");
  }

  @ParameterizedTest
  @EnumSource
  void whileAnImageIsFetched(Way way) throws Exception {
    HttpFixture service = linking(host -> host.link(Answer.stalls("image/jpeg", RESULT, reached)));
    ends(way, service, request(), reached, Delivery.ACCEPTED);
    service.host.awaitNoConnection();
  }

  @ParameterizedTest
  @EnumSource
  void whileItWaitsToTryAgain(Way way) throws Exception {
    HttpFixture service =
        answering(Answer.tooMany("Busy", "3600"))
            .withTimeouts(timeouts -> timeouts.withCall(Duration.ofDays(1)));
    RecordingCall call = service.newCall();
    ends(way, service, request(), call, call.whenPausing(), Delivery.REJECTED, Delivery.NOT_SENT);
    assertThat(service.server().calls()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whileItWaitsForItsTurn(Way way) throws Exception {
    HttpFixture service =
        answering(Answer.silence(reached)).with(http -> http.withMaxConcurrentCalls(1));
    RecordingCall first = service.newCall();
    CallerThread ahead = start(service, request(), first);
    await(reached);
    RecordingCall second = service.newCall();
    CallerThread running = start(service, request(), second);
    running.awaitBlocked();
    end(way, service, running, second);

    assertCancelled(running, second, Delivery.NOT_SENT);
    assertThat(service.server().calls()).hasSize(1);
    first.cancel();
    ahead.join();
  }

  /** A call that follows a cancelled one finds all in order. */
  @Test
  void leavesTheSessionUsable() throws Exception {
    HttpFixture service =
        answering(Answer.silence(reached), Answer.json(JSON))
            .with(http -> http.withMaxConcurrentCalls(1).withImagesPerMinute(5));
    ends(Way.CANCEL, service, request(), reached, Delivery.UNKNOWN);
    assertThat(service.fused(request()).bytes(0)).isEqualTo(RESULT);
  }

  private static void ends(
      Way way,
      HttpFixture service,
      ProviderRequest request,
      CountDownLatch moment,
      Delivery... deliveries)
      throws Exception {
    RecordingCall call = service.newCall();
    ends(way, service, request, call, moment, deliveries);
    assertThat(call.files()).isEmpty();
  }

  private static void ends(
      Way way,
      HttpFixture service,
      ProviderRequest request,
      RecordingCall call,
      CountDownLatch moment,
      Delivery... deliveries)
      throws Exception {
    CallerThread running = start(service, request, call);
    await(moment);
    end(way, service, running, call);
    assertCancelled(running, call, deliveries);
  }

  private static void end(Way way, HttpFixture service, CallerThread running, RecordingCall call)
      throws IOException {
    switch (way) {
      case CANCEL -> call.cancel();
      case INTERRUPT -> running.interrupt();
      case CLOSE -> service.session().close();
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

  private static CallerThread start(
      HttpFixture service, ProviderRequest request, RecordingCall call) throws IOException {
    service.session();
    return CallerThread.start(() -> service.fuse(request, call));
  }
}
