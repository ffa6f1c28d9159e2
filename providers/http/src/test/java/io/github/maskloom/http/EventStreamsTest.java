package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
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
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.raster.testing.internal.CallerThread;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come in events. */
class EventStreamsTest extends HttpTrial {
  private static final byte[] SECOND = TestImages.png(2);
  private static final String STREAM = "text/event-stream";

  private static EventsJson first() {
    return EventsJson.of(MODEL).base64(0, RESULT, "1x1");
  }

  private static String twoImages() {
    return first().base64(1, SECOND, "1x1").completed(2, 32448).done().toString();
  }

  private static Arguments spelling(String name, UnaryOperator<String> spelling) {
    return Arguments.of(name, spelling.apply(twoImages()));
  }

  private static Stream<Arguments> spellings() {
    EventsJson unknown =
        EventsJson.of(MODEL)
            .typed("image_generation.partial_image", "\"image_index\":0,\"b64_json\":\"AAAA\"")
            .base64(0, RESULT, "1x1")
            .typed("image_generation.thought", "\"error\":null,\"image_index\":1")
            .base64(1, SECOND, "1x1")
            .completed(2, 32448);
    return Stream.of(
        spelling("as it is", text -> text),
        spelling("data in lines", text -> text.replace(",\"created\"", ",\ndata: \"created\"")),
        spelling(
            "a byte order mark, ids and retries",
            text -> '\uFEFF' + text.replace("event:", "id: 5\nretry: 10\nother\nevent:")),
        spelling(
            "types in the event lines alone",
            text -> text.replaceAll("\\{\"type\":\"image_generation[a-z_.]*\",", "{")),
        spelling("types in the data alone", text -> text.replaceAll("event: [a-z_.]*\n", "")),
        spelling("no done", text -> text.replace("data: [DONE]\n\n", "")),
        spelling("no blank line", text -> text.replace("data: [DONE]\n\n", "").strip() + "\n"),
        spelling("no line's end", text -> text.replace("data: [DONE]\n\n", "").strip()),
        Arguments.of("unknown events", unknown.toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void bringBothImages(String name, String events) throws IOException {
    receivesBoth(Answer.events(events));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", STREAM, "text/plain"})
  void mayBeCalledJsonAndJsonEvents(String contentType) throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "1x1").base64(SECOND, "1x1");
    String answer = json.usage(2, 32448).toString();
    receivesBoth(Answer.body(200, contentType, answer.getBytes(UTF_8)));
    receivesBoth(Answer.body(200, contentType, twoImages().getBytes(UTF_8)));
  }

  private void receivesBoth(Answer answer) throws IOException {
    HttpFixture service = answering(answer);
    RecordingCall call = service.newCall();
    ProviderResponse response = service.fuse(request(2), call);

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(1)).isEqualTo(SECOND);
    assertThat(call.files()).containsExactly("image-0", "image-1");
    assertThat(response.usage())
        .containsEntry("generated_images", 2L)
        .containsEntry("total_tokens", 32448L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "event: error\n"})
  void keepWhatCameBeforeAnError(String name) throws IOException {
    String error = name + "data: {\"error\":{\"code\":\"Malformed\",\"message\":\"wrong\"}}\n\n";
    HttpFixture service = answering(Answer.events(first().raw(error).done().toString()));
    RecordingCall call = service.newCall();
    FusionException failure = service.failure(request(2), call);

    assertThat(failure.failure().code()).contains("Malformed");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(service.server().calls()).hasSize(1);
    FusionException alone = onlyFailure(Answer.events(error));
    assertThat(alone).isInstanceOf(FusionRequestException.class);
    assertThat(alone.delivery()).isEqualTo(Delivery.REJECTED);
  }

  private static Stream<Answer> breaks() {
    byte[] events = twoImages().getBytes(UTF_8);
    int within = events.length - 1500;
    assertThat(new String(events, 0, within, UTF_8)).contains("\"image_index\":1,\"b64");
    return Stream.of(
        Answer.cut(STREAM, events, within),
        Answer.untilHangUp(STREAM, Arrays.copyOf(events, within)),
        Answer.untilHangUp(STREAM, first().toString().getBytes(UTF_8)),
        Answer.stalls(STREAM, first().toString().getBytes(UTF_8), new CountDownLatch(1)));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void keepWhatCameBeforeTheyBreakOff(Answer answer) throws IOException {
    HttpFixture service =
        answering(answer)
            .withTimeouts(timeouts -> timeouts.withBetweenBytes(Duration.ofMillis(300)));
    RecordingCall call = service.newCall();
    FusionException failure = service.failure(request(2), call);

    assertThat(failure)
        .isInstanceOfAny(FusionServiceException.class, FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).containsExactly("image-0");
    assertThat(service.server().calls()).as("a stream that broke is not sent again").hasSize(1);
  }

  @Test
  void silenceBeforeThemEndsAtTheTimeout() throws IOException {
    assertThat(HttpTimeouts.DEFAULT.firstByte()).isGreaterThan(Duration.ofSeconds(60));
    assertThat(HttpTimeouts.DEFAULT.betweenBytes()).isGreaterThan(Duration.ofSeconds(60));
    HttpFixture service =
        answering(Answer.silence(new CountDownLatch(1)))
            .withTimeouts(timeouts -> timeouts.withFirstByte(Duration.ofSeconds(1)));
    FusionException failure = service.failure(request(2));

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(service.server().calls()).as("it may be billed twice").hasSize(1);
  }

  @Test
  void anImageIsThereBeforeTheNextIsDrawn() throws Exception {
    byte[] events = twoImages().getBytes(UTF_8);
    CountDownLatch firstSeen = new CountDownLatch(1);
    int end = first().toString().length();
    HttpFixture service = answering(Answer.inTwoParts(STREAM, events, end, firstSeen));
    RecordingCall call = service.newCall();
    service.session();
    CallerThread caller = CallerThread.start(() -> service.fuse(request(2), call));
    call.awaitImage(0);
    assertThat(call.files()).doesNotContain("image-1");
    firstSeen.countDown();
    caller.join();
    assertThat(call.bytes(1)).isEqualTo(SECOND);
  }

  @Test
  void anEventMayBeSplitAtEveryByte() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 700);
    byte[] bytes = event(picture);
    for (int split = 1; split < bytes.length; split++) {
      RecordingCall call = new RecordingCall(Files.createTempDirectory(folder, "split"));
      CallErrors errors =
          new CallErrors(DrawProvider.PROFILE, new SafeText(List.of()), "client", Optional.empty());
      AnswerImages intake =
          new AnswerImages(
              call, errors, 1, 0, new AnswerBounds(1, picture.length, AnswerBounds.MAX_IDLE_BYTES));
      new AnswerReader(intake, (link, index) -> {})
          .readEvents(
              new SequenceInputStream(
                  new ByteArrayInputStream(bytes, 0, split),
                  new ByteArrayInputStream(bytes, split, bytes.length - split)));
      assertThat(call.bytes(0)).as("split at " + split).isEqualTo(picture);
    }
  }

  private static byte[] event(byte[] picture) {
    return EventsJson.of(MODEL)
        .base64(0, picture, "1x1")
        .completed(1, 9)
        .toString()
        .getBytes(UTF_8);
  }
}
