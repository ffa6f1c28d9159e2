package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.request;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that an answer announced may be billed, whatever went wrong with it or with others. */
class AnnouncedImagesTest {
  private static final String REFUSAL = "OutputImageSensitiveContentDetected";
  private static final byte[] NO_PICTURE = "this is no image at all".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  void groupWhoseFirstIsRefusedAndWhoseSecondsLinkIsDead() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      ImagesJson json =
          ImagesJson.of(MODEL).failed(REFUSAL, "no").url(ark.host.expired(), "1x1").usage(1, 9);
      ark.server.answer(Answer.json(json.toString()));
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(request(2, ArkOptions.NONE), call);

      mayBeBilled(failure);
      assertThat(failure).isInstanceOf(FusionContentException.class);
      assertThat(call.failure(0)).isSameAs(failure);
      mayBeBilled(call.failure(1));
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void linkAndAnErrorOfTheWholeCall() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      ImagesJson json =
          ImagesJson.of(MODEL).url(ark.host.expired(), "1x1").refused("InternalServiceError", "no");
      ark.server.answer(Answer.json(json.toString()));

      mayBeBilled(ark.failure(linkRequest()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {REFUSAL, "InternalServiceError", "InvalidParameter", "Unheard"})
  void brokenImageAndAnErrorOfTheWholeCall(String code) throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(NO_PICTURE, "1x1").refused(code, "no");

    mayBeBilled(failure(Answer.json(json.toString()), base64Request()));
  }

  @Test
  void errorBeforeTheImageInTheText() throws IOException {
    String json =
        "{\"error\":{\"code\":\"InternalServiceError\"},\"data\":[{\"b64_json\":\"AAAA\"}]}";

    mayBeBilled(failure(Answer.json(json), base64Request()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'generated_images':1} | true",
        "{'output_tokens':16384} | true",
        "{'generated_images':0,'output_tokens':0,'total_tokens':0,'input_images':1} | false",
        "{'tool_usage':{'web_search':2}} | true",
        "{'generated_images':99999999999999999999} | true",
        "{'generated_images':0.5} | true",
        "{'generated_images':-1} | false",
        "{'generated_images':'1'} | true",
        "{'generated_images':null} | false",
        "null | false"
      })
  void usageBesideAnError(String usage, boolean billed) throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .member("usage", usage.replace('\'', '"'))
            .refused("InternalServiceError", "no");
    FusionException failure = failure(Answer.json(json.toString()), base64Request());

    if (billed) {
      mayBeBilled(failure);
    } else {
      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    }
  }

  @Test
  void usageOfAGroupOfWhichAllAreRefused() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).failed(REFUSAL, "no").failed(REFUSAL, "no").usage(1, 9);
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      mayBeBilled(ark.failure(request(2, ArkOptions.NONE), call));
      mayBeBilled(call.failure(0));
      mayBeBilled(call.failure(1));
    }
  }

  @Test
  void refusalOfAllStaysUnbilled() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).failed(REFUSAL, "no").usage(0, 0);

    FusionException failure = failure(Answer.json(json.toString()), base64Request());

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
  }

  /** Who sends such a group again pays for the first a second time. */
  @Test
  void refusalBesideAnImageThatCame() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "1x1").failed(REFUSAL, "no");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(
          request(
              2, ArkOptions.builder().responseFormat(ArkOptions.ResponseFormat.B64_JSON).build()),
          call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      mayBeBilled(call.failure(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: error\ndata: {\"error\":{\"code\":\"InvalidParameter\",\"message\":\"no\"}}\n\n",
        "data: {\"error\":{\"code\":\"InternalServiceError\",\"message\":\"no\"}}\n\n",
        "data: [DONE]\n\n",
        ""
      })
  void streamThatErrsAfterAnImage(String end) throws IOException {
    String broken = EventStream.of(MODEL).base64(0, NO_PICTURE, "1x1").toString();
    mayBeBilled(failure(Answer.events(broken + end), streamRequest(2)));
    try (ArkFixture ark = new ArkFixture(newFolder())) {
      String dead = EventStream.of(MODEL).url(0, ark.host.expired(), "1x1").toString();
      ark.server.answer(Answer.events(dead + end));

      mayBeBilled(ark.failure(streamRequest(2)));
    }
  }

  @Test
  void streamThatErrsAfterAnEventOfAnImageWithoutOne() throws IOException {
    EventStream events =
        EventStream.of(MODEL)
            .typed("image_generation.partial_succeeded", "\"image_index\":0")
            .raw("data: {\"error\":{\"code\":\"InternalServiceError\"}}\n\n");

    mayBeBilled(failure(Answer.events(events.toString()), streamRequest(1)));
  }

  @Test
  void streamThatErrsWithUsage() throws IOException {
    String error =
        "data: {\"error\":{\"code\":\"InternalServiceError\"},\"usage\":{\"output_tokens\":5}}\n\n";

    mayBeBilled(failure(Answer.events(error), streamRequest(1)));
  }

  @Test
  void streamWhoseOnlyFailureCameBeforeADeadLink() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      EventStream events =
          EventStream.of(MODEL)
              .failed(0, REFUSAL, "no")
              .url(1, ark.host.expired(), "1x1")
              .completed(1, 9)
              .done();
      ark.server.answer(Answer.events(events.toString()));
      RecordingCall call = ark.newCall();

      mayBeBilled(ark.failure(streamRequest(2), call));
      mayBeBilled(call.failure(0));
      mayBeBilled(call.failure(1));
    }
  }

  /** Nobody says that it was not drawn: the code is not the service's. */
  @Test
  void errorWithoutACodeOfTheService() throws IOException {
    mayBeBilled(failure(Answer.json("{\"error\":\"upstream timeout\"}"), base64Request()));
    mayBeBilled(
        failure(Answer.events("event: error\ndata: {\"message\":\"x\"}\n\n"), streamRequest(1)));
  }

  @Test
  void linksOfAnAnswerThatIsCutAreFetched() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      byte[] json =
          ImagesJson.of(MODEL)
              .url(ark.host.picture(RESULT, "image/jpeg"), "1x1")
              .usage(1, 9)
              .toString()
              .getBytes(UTF_8);
      ark.server.answer(Answer.cut("application/json", json, json.length - 20));
      RecordingCall call = ark.newCall();

      mayBeBilled(ark.failure(linkRequest(), call));

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  /** The text ends in the middle of a character. */
  @Test
  void linksOfAnAnswerThatIsNoUtf8AreFetched() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String link = ark.host.picture(RESULT, "image/jpeg");
      String json = "{\"data\":[{\"url\":\"" + link + "\"}],\"note\":\"";
      byte[] start = json.getBytes(UTF_8);
      byte[] bytes = Arrays.copyOf(start, start.length + 2);
      bytes[start.length] = (byte) 0xC3;
      bytes[start.length + 1] = '"';
      ark.server.answer(Answer.body(200, "application/json", bytes));
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(linkRequest(), call);

      mayBeBilled(failure);
      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void cancelAfterAnImageWasAnnounced() throws Exception {
    byte[] noPicture = new byte[1 << 20];
    byte[] start = EventStream.of(MODEL).base64(0, noPicture, "1x1").toString().getBytes(UTF_8);
    CountDownLatch stalled = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.stalls("text/event-stream", start, stalled))) {
      RecordingCall call = ark.newCall();

      Throwable end = ark.cancelled(streamRequest(2), call, call.whenDownloading());

      assertThat(end)
          .asInstanceOf(type(CancelledCallException.class))
          .extracting(CancelledCallException::delivery)
          .isEqualTo(Delivery.ACCEPTED);
    }
  }

  /** A gateway that hands an image over under a status of failure. */
  @ParameterizedTest
  @CsvSource({"400, InvalidParameter", "429, ServerOverloaded", "500, InternalServiceError"})
  void refusalThatHoldsAnImage(int status, String code) throws IOException {
    for (String member :
        new String[] {
          "\"data\":[{\"url\":\"https://h/a.png?sig\"}]",
          "\"data\":[{},{\"b64_json\":\"AAAA\"}]",
          "\"usage\":{\"generated_images\":1}"
        }) {
      String error = "\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}";
      for (String json : new String[] {error + "," + member, member + "," + error}) {
        FusionException failure =
            failure(Answer.errorBody(status, "{" + json + "}"), base64Request());

        mayBeBilled(failure);
        assertThat(failure.failure().httpStatus()).hasValue(status);
        assertThat(failure.failure().code()).contains(code);
      }
    }
  }

  private FusionException failure(Answer answer, ProviderRequest request) throws IOException {
    return ArkFixture.onlyFailure(folder, answer, request);
  }

  private static void mayBeBilled(FusionException failure) {
    assertThat(failure.delivery()).as("delivery of " + failure).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
  }

  private Path newFolder() throws IOException {
    return Files.createTempDirectory(folder, "ark");
  }
}
