package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.AnswerReader;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come in events: the second row of the reference's checklist. */
class EventStreamsTest {
  private static final byte[] SECOND = TestImages.png(2);

  @TempDir Path folder;

  private static EventStream twoImages() {
    return EventStream.of(MODEL)
        .base64(0, RESULT, "2496x1664")
        .base64(1, SECOND, "2496x1664")
        .completed(2, 32448);
  }

  @Test
  void normal() throws IOException {
    receivesBoth(Answer.events(twoImages().done().toString()));
  }

  @Test
  void normalWithLinks() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      EventStream events =
          EventStream.of(MODEL)
              .url(0, ark.host.picture(RESULT, "image/jpeg"), "2496x1664")
              .url(1, ark.host.picture(SECOND, "image/png"), "2496x1664")
              .completed(2, 32448)
              .done();
      ark.server.answer(Answer.events(events.toString()));
      RecordingCall call = ark.newCall();

      ark.fuse(streamRequest(2), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(1)).isEqualTo(SECOND);
      assertThat(ark.server.call().json()).containsEntry("stream", true);
    }
  }

  @Test
  void partialFailedInTheMiddle() throws IOException {
    EventStream events =
        EventStream.of(MODEL)
            .base64(0, RESULT, "2496x1664")
            .failed(1, "OutputImageSensitiveContentDetected", "may be sensitive")
            .base64(2, SECOND, "2496x1664")
            .completed(2, 32448)
            .done();
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events.toString()))) {
      RecordingCall call = ark.newCall();

      ProviderResponse response = ark.fuse(streamRequest(3), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(2)).isEqualTo(SECOND);
      assertThat(call.failures()).containsOnlyKeys(1);
      assertThat(call.failure(1)).isInstanceOf(FusionContentException.class);
      assertThat(response.usage()).containsEntry("generated_images", 2L);
    }
  }

  @Test
  void partialFailedByAnInternalErrorAtTheEnd() throws IOException {
    EventStream events =
        EventStream.of(MODEL)
            .base64(0, RESULT, "2496x1664")
            .failed(1, "InternalServiceError", "internal error")
            .completed(1, 16224)
            .done();
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(streamRequest(3), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.failure(1)).isInstanceOf(FusionServiceException.class);
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void bareErrorObject() throws IOException {
    failsAfterTheFirst(
        "data: {\"error\":{\"code\":\"BadRequest\",\"message\":\"wrong. Request ID: 02x\"}}\n\n");
  }

  @Test
  void eventError() throws IOException {
    failsAfterTheFirst(
        """
        event: error
        data: {"error":{"code":"BadRequest","message":"wrong. Request ID: 02x"}}

        """);
  }

  private void failsAfterTheFirst(String error) throws IOException {
    EventStream events = EventStream.of(MODEL).base64(0, RESULT, "2496x1664").raw(error).done();
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events.toString()))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(streamRequest(2), call);

      assertThat(failure.failure().code()).contains("BadRequest");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void errorBeforeAnyImage() throws IOException {
    String events = "data: {\"error\":{\"code\":\"InvalidParameter\",\"message\":\"wrong\"}}\n\n";
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events))) {
      FusionException failure = ark.failure(streamRequest(2));

      assertThat(failure).isInstanceOf(FusionRequestException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    }
  }

  @Test
  void comments() throws IOException {
    String events = twoImages().done().toString();
    receivesBoth(Answer.events(": keep-alive\n\n:\n\n" + events.replace("\n\n", "\n: x\n\n:y\n")));
  }

  @Test
  void carriageReturnsAndLineFeeds() throws IOException {
    receivesBoth(Answer.events(twoImages().done().toString().replace("\n", "\r\n")));
  }

  @Test
  void carriageReturnsAlone() throws IOException {
    receivesBoth(Answer.events(twoImages().done().toString().replace("\n", "\r")));
  }

  @Test
  void multiLineData() throws IOException {
    String events = twoImages().done().toString();
    receivesBoth(
        Answer.events(
            events.replace(",\"created\"", ",\ndata: \"created\"").replace("data: ", "data:")));
  }

  @Test
  void byteOrderMarkIdsAndRetries() throws IOException {
    String events = twoImages().done().toString();
    receivesBoth(
        Answer.events('\uFEFF' + events.replace("event:", "id: 5\nretry: 10\nother\nevent:")));
  }

  @Test
  void typeFromTheEventLineAlone() throws IOException {
    String events = twoImages().done().toString();
    receivesBoth(
        Answer.events(events.replaceAll("\\{\"type\":\"image_generation[a-z_.]*\",", "{")));
  }

  @Test
  void typeFromTheDataAlone() throws IOException {
    String events = twoImages().done().toString();
    receivesBoth(Answer.events(events.replaceAll("event: [a-z_.]*\n", "")));
  }

  @Test
  void unknownEvents() throws IOException {
    EventStream events =
        EventStream.of(MODEL)
            .typed(
                "image_generation.partial_image", "\"partial_image_index\":0,\"b64_json\":\"AAAA\"")
            .base64(0, RESULT, "2496x1664")
            .typed("image_generation.thought", "\"error\":null,\"image_index\":1")
            .base64(1, SECOND, "2496x1664")
            .completed(2, 32448)
            .done();
    receivesBoth(Answer.events(events.toString()));
  }

  @Test
  void missingLastBlankLine() throws IOException {
    receivesBoth(Answer.events(twoImages().toString().stripTrailing() + "\n"));
    receivesBoth(Answer.events(twoImages().toString().stripTrailing()));
  }

  @Test
  void noDone() throws IOException {
    receivesBoth(Answer.events(twoImages().toString()));
  }

  @Test
  void cutMidEvent() throws IOException {
    byte[] events = twoImages().done().toString().getBytes(UTF_8);
    int withinTheSecond = events.length - 1500;
    assertThat(new String(events, 0, withinTheSecond, UTF_8)).contains("\"image_index\":1,\"b64");
    for (Answer answer :
        new Answer[] {
          Answer.cut("text/event-stream", events, withinTheSecond),
          Answer.untilHangUp("text/event-stream", Arrays.copyOf(events, withinTheSecond))
        }) {
      try (ArkFixture ark = new ArkFixture(newFolder(), answer)) {
        RecordingCall call = ark.newCall();

        FusionException failure = ark.failure(streamRequest(2), call);

        assertThat(failure)
            .isInstanceOfAny(FusionServiceException.class, FusionTransportException.class);
        assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
        assertThat(call.bytes(0)).isEqualTo(RESULT);
        assertThat(call.files()).containsExactly("image-0");
        assertThat(ark.server.calls()).as("a stream that broke is not sent again").hasSize(1);
      }
    }
  }

  @Test
  void cutBetweenEvents() throws IOException {
    String events = EventStream.of(MODEL).base64(0, RESULT, "2496x1664").toString();
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.untilHangUp("text/event-stream", events.getBytes(UTF_8)))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(streamRequest(2), call);

      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream", "text/plain"})
  void jsonInsteadOfEvents(String contentType) throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .base64(RESULT, "2496x1664")
            .base64(SECOND, "2496x1664")
            .usage(2, 32448);
    receivesBoth(Answer.body(200, contentType, json.toString().getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain"})
  void eventsThatAreCalledOtherwise(String contentType) throws IOException {
    byte[] events = twoImages().done().toString().getBytes(UTF_8);
    receivesBoth(Answer.body(200, contentType, events));
  }

  @Test
  void sixtySecondsOfSilenceBeforeHeadersAreWithinTheDefault() {
    assertThat(HttpTimeouts.DEFAULT.firstByte()).isGreaterThan(Duration.ofSeconds(60));
    assertThat(HttpTimeouts.DEFAULT.betweenBytes()).isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void silenceBeforeHeadersEndsAtTheTimeout() throws IOException {
    CountDownLatch silent = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.silence(silent))
            .with(
                http ->
                    http.withTimeouts(
                        HttpTimeouts.DEFAULT.withFirstByte(Duration.ofMillis(300))))) {
      FusionException failure = ark.failure(streamRequest(2));

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(ark.server.calls()).as("it may be billed twice").hasSize(1);
    }
  }

  @Test
  void silenceBetweenEventsEndsAtTheTimeout() throws IOException {
    byte[] first = EventStream.of(MODEL).base64(0, RESULT, "2496x1664").toString().getBytes(UTF_8);
    CountDownLatch stalled = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.stalls("text/event-stream", first, stalled))
            .with(
                http ->
                    http.withTimeouts(
                        HttpTimeouts.DEFAULT.withBetweenBytes(Duration.ofMillis(300))))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(streamRequest(2), call);

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void anImageIsThereBeforeTheNextIsDrawn() throws Exception {
    byte[] events = twoImages().done().toString().getBytes(UTF_8);
    CountDownLatch firstSeen = new CountDownLatch(1);
    int end = EventStream.of(MODEL).base64(0, RESULT, "2496x1664").toString().length();
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.inTwoParts("text/event-stream", events, end, firstSeen))) {
      RecordingCall call = ark.newCall();
      ark.session();
      Thread caller =
          new Thread(
              () -> {
                try {
                  ark.fuse(streamRequest(2), call);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      caller.start();

      call.awaitImage(0);
      assertThat(call.files()).doesNotContain("image-1");
      firstSeen.countDown();
      caller.join(30_000);

      assertThat(call.bytes(1)).isEqualTo(SECOND);
    }
  }

  /** The small form of the 40 MB event: here every boundary, there pieces of one odd size. */
  @Test
  void base64EventSplitAtEveryByteBoundary() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 700);
    EventStream events = EventStream.of(MODEL).base64(0, picture, "2496x1664").completed(1, 9);
    byte[] bytes = events.toString().getBytes(UTF_8);
    for (int split = 1; split < bytes.length; split++) {
      RecordingCall call = new RecordingCall(newFolder());
      CallErrors errors =
          new CallErrors(ArkFixture.PROFILE, new SafeText(List.of()), "client", Optional.empty());
      AnswerImages intake =
          new AnswerImages(call, errors, 1, 0, new AnswerBounds(1, picture.length));

      new AnswerReader(intake, errors, (link, index) -> {})
          .readEvents(
              new SequenceInputStream(
                  new ByteArrayInputStream(bytes, 0, split),
                  new ByteArrayInputStream(bytes, split, bytes.length - split)));

      assertThat(call.bytes(0)).as("split at " + split).isEqualTo(picture);
    }
  }

  @Test
  void base64EventInTwoPacketsSplitAnywhere() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 700);
    EventStream events = EventStream.of(MODEL).base64(0, picture, "2496x1664").completed(1, 9);
    byte[] bytes = events.toString().getBytes(UTF_8);
    CountDownLatch atOnce = new CountDownLatch(0);
    try (ArkFixture ark = new ArkFixture(folder)) {
      for (int split = 1; split < bytes.length; split += 37) {
        ark.server.answer(Answer.inTwoParts("text/event-stream", bytes, split, atOnce));
        RecordingCall call = ark.newCall();

        ark.fuse(streamRequest(1), call);

        assertThat(call.bytes(0)).as("split at " + split).isEqualTo(picture);
      }
    }
  }

  @Test
  @Tag("slow")
  void fortyMegabyteBase64EventInOddPieces() throws IOException {
    byte[] picture = TestImages.largeJpeg(30_000_000, 5);
    StringBuilder events = new StringBuilder(EventStream.of(MODEL).toString());
    events.append("event: image_generation.partial_succeeded\ndata: {\"type\":");
    events.append("\"image_generation.partial_succeeded\",\"image_index\":0,\"b64_json\":\"");
    events.append(Base64.getEncoder().encodeToString(picture)).append("\",\"size\":\"1x1\"}\n\n");
    events.append(EventStream.of(MODEL).completed(1, 9));
    assertThat(events.length()).isGreaterThan(40_000_000);
    byte[] bytes = events.toString().getBytes(UTF_8);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.inPieces("text/event-stream", bytes, 8191))) {
      RecordingCall call = ark.newCall();

      ark.fuse(streamRequest(1), call);

      assertThat(call.bytes(0)).isEqualTo(picture);
    }
  }

  private void receivesBoth(Answer answer) throws IOException {
    try (ArkFixture ark = new ArkFixture(newFolder(), answer)) {
      RecordingCall call = ark.newCall();

      ProviderResponse response = ark.fuse(streamRequest(2), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(1)).isEqualTo(SECOND);
      assertThat(call.files()).containsExactly("image-0", "image-1");
      assertThat(response.usage())
          .containsEntry("generated_images", 2L)
          .containsEntry("total_tokens", 32448L);
    }
  }

  private Path newFolder() throws IOException {
    return Files.createTempDirectory(folder, "ark");
  }
}
