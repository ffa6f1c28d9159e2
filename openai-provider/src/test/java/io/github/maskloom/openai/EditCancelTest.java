package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.largeRequest;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.raster.testing.CallerThread;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.DelayedSockets;
import io.github.maskloom.testing.server.ResultHost;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call ends at each of its stages, and leaves neither connection nor file. */
class EditCancelTest {
  private static final byte[] LARGE = TestImages.largeJpeg(2_000_000, 1);

  @TempDir Path folder;

  /** How a call is told to end. */
  private enum Way {
    CANCEL,
    INTERRUPT,
    CLOSE
  }

  @Test
  void beforeItBegins() throws Exception {
    try (OpenAiFixture openAi = new OpenAiFixture(folder)) {
      RecordingCall call = openAi.newCall();
      call.cancel();

      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);

      assertCancelled(running, call, Delivery.NOT_SENT);
      assertThat(openAi.server.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileItConnects(Way way) throws Exception {
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
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder).with(http -> http.withHttpClient(client))) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);
      await(connecting);

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.NOT_SENT);
      assertThat(openAi.server.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileTheImagesAreSent(Way way) throws Exception {
    CountDownLatch headRead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.notReading(headRead, goOn))) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, largeRequest(), call);
      await(headRead);

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.UNKNOWN, Delivery.NOT_SENT);
      goOn.countDown();
      openAi.server.awaitNoConnection();
      assertThat(openAi.server.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileTheModelDraws(Way way) throws Exception {
    CountDownLatch silent = new CountDownLatch(1);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.silence(silent))) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);
      await(silent);

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.UNKNOWN);
      openAi.server.awaitNoConnection();
      assertThat(openAi.server.calls()).hasSize(1);
    }
  }

  /** In the JSON, before any image. */
  @ParameterizedTest
  @EnumSource
  void inTheMiddleOfTheJson(Way way) throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    Answer answer =
        Answer.stalls("application/json", "{\"created\":1,\"backgr".getBytes(UTF_8), stalled);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);
      await(stalled);

      end(way, openAi, running, call);

      // The answer's head may not have been read yet.
      assertCancelled(running, call, Delivery.ACCEPTED, Delivery.UNKNOWN);
      assertThat(call.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void inTheMiddleOfTheBase64(Way way) throws Exception {
    byte[] json = EditAnswers.images(LARGE).getBytes(UTF_8);
    whileItDownloads(
        way, "application/json", Arrays.copyOf(json, json.length / 2), OpenAiOptions.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void inTheMiddleOfAnEvent(Way way) throws Exception {
    byte[] event = EditAnswers.completed(LARGE).getBytes(UTF_8);
    whileItDownloads(
        way,
        "text/event-stream",
        Arrays.copyOf(event, event.length / 2),
        OpenAiOptions.builder().previews(1).build());
  }

  private void whileItDownloads(Way way, String type, byte[] part, OpenAiOptions options)
      throws Exception {
    Answer answer = Answer.stalls(type, part, new CountDownLatch(1));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(options), call);
      await(call.whenDownloading());

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void betweenTwoEvents(Way way) throws Exception {
    byte[] events =
        (EditAnswers.preview(0, RESULT) + EditAnswers.completed(RESULT)).getBytes(UTF_8);
    Answer answer = Answer.stalls("text/event-stream", events, new CountDownLatch(1));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
      RecordingCall call = openAi.newCall();
      CallerThread running =
          start(openAi, request(2, OpenAiOptions.builder().previews(1).build()), call);
      call.awaitImage(0);

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.ACCEPTED);
      assertThat(call.files()).as("what came before").contains("image-0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileALinkIsFetched(Way way) throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    try (ResultHost host = new ResultHost();
        OpenAiFixture openAi = new OpenAiFixture(folder)) {
      String link = host.stalls(LARGE, "image/jpeg", stalled);
      openAi.server.answer(Answer.json("{\"data\":[{\"url\":\"" + link + "\"}]}"));
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);
      await(stalled);

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
      host.awaitNoConnection();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileItWaitsToTryAgain(Way way) throws Exception {
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, Answer.tooMany("rate_limit_exceeded", "3600"))
            .with(http -> http.withTimeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofDays(1))))) {
      RecordingCall call = openAi.newCall();
      CallerThread running = start(openAi, request(OpenAiOptions.NONE), call);
      await(call.whenPausing());

      end(way, openAi, running, call);

      assertCancelled(running, call, Delivery.REJECTED, Delivery.NOT_SENT);
      assertThat(openAi.server.calls()).hasSize(1);
    }
  }

  private static void end(Way way, OpenAiFixture openAi, CallerThread running, RecordingCall call)
      throws IOException {
    switch (way) {
      case CANCEL -> call.cancel();
      case INTERRUPT -> running.interrupt();
      case CLOSE -> openAi.session().close();
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
      OpenAiFixture openAi, ProviderRequest request, RecordingCall call) throws IOException {
    openAi.session();
    return CallerThread.start(() -> openAi.fuse(request, call));
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
