package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that hold their image themselves. */
class DataUrlsTest extends HttpTrial {
  private static final byte[] LARGE = TestImages.largeJpeg(3_000_000, 7);

  private static String dataUrl(byte[] image) {
    return "data:image/jpeg;base64," + ImagesJson.encode(image);
  }

  @Test
  void holdImages() throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .url(dataUrl(RESULT), "1x1")
            .url(dataUrl(LARGE), "1x1")
            .base64(RESULT, "1x1");
    RecordingCall call = only(json, request(3));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(1)).isEqualTo(LARGE);
    assertThat(call.bytes(2)).isEqualTo(RESULT);
  }

  @Test
  void holdImagesOfEvents() throws IOException {
    EventsJson events =
        EventsJson.of(MODEL)
            .url(0, dataUrl(LARGE), "1x1")
            .url(1, dataUrl(RESULT), "1x1")
            .completed(2, 9);
    RecordingCall call = only(Answer.events(events.toString()), request(2));

    assertThat(call.bytes(0)).isEqualTo(LARGE);
    assertThat(call.bytes(1)).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 8191})
  void comeInPieces(int bytesPerPiece) throws IOException {
    byte[] json =
        ImagesJson.of(MODEL)
            .url(dataUrl(RESULT), "1x1")
            .url(dataUrl(RESULT), "1x1")
            .toString()
            .getBytes(UTF_8);
    RecordingCall call = only(Answer.inPieces("application/json", json, bytesPerPiece), request(2));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(1)).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\" : \"data:image\\/jpeg;base64,%s\"}",
        "{\"url\":\n\"data:image/jpeg;name=a.jpeg;base64,%s\",\"b64_json\":null}",
        "{\"b64_json\":\"\",\"url\":\"data:;base64,%s\"}",
        "{\"b64_json\":\"data:image\\/png;base64,%s\"}"
      })
  void haveSeveralSpellings(String element) throws IOException {
    String json =
        ImagesJson.of(MODEL).item(element.formatted(ImagesJson.encode(RESULT))).toString();
    RecordingCall call = only("\uFEFF" + json, request());

    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"data:image/svg+xml,%3Csvg/%3E\"}",
        "{\"b64_json\":\"data:image/png,iVBORw0KGgo=\"}",
        "{\"b64_json\":\"data:image/png;base64,iVBO%%%\"}",
        "{\"url\":\"data:image/png;base64,iVBO\\\"}\"}",
        "{\"b64_json\":\"iVBORw0KGgo=\\u0141A\"}",
        "{\"b64_json\":\"iVBOR\"}"
      })
  void ofWhichOneIsDamagedCostNoOther(String damaged) throws IOException {
    String json = ImagesJson.of(MODEL).item(damaged).url(dataUrl(LARGE), "1x1").toString();
    RecordingCall call = only(json, request(2));

    assertThat(call.failure(0)).hasMessageContaining("an image is neither base64 nor a link");
    assertThat(call.bytes(1)).isEqualTo(LARGE);
  }

  @Test
  void areBoundAsOtherImagesAre() throws IOException {
    assertThat(failure(dataUrl(LARGE)).reason()).contains("more than 1048576 bytes");
    assertThat(failure(dataUrl("no image".getBytes(UTF_8))).reason()).contains("does not begin");
    assertThat(failure("data:image/jpeg;base64,").reason()).contains("is empty");
    assertThat(failure("data:image/jpeg;base64,%%%").reason()).contains("neither base64");
    assertThat(failure("data:image/svg+xml,%3Csvg/%3E").reason()).contains("neither base64");
  }

  private FusionException failure(String url) throws IOException {
    String json = ImagesJson.of(MODEL).url(url, "1x1").toString();
    HttpFixture service =
        answering(Answer.json(json)).with(http -> http.withMaxImageBytes(1 << 20));
    RecordingCall call = service.newCall();

    FusionException failure = service.failure(request(), call);

    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(service.server().calls()).hasSize(1);
    assertThat(call.files()).isEmpty();
    return failure;
  }

  /** In a text, quotes are never bare. */
  @Test
  void areNoneInTexts() throws IOException {
    String text = "\"url\":\"data:image/jpeg;base64," + ImagesJson.encode(RESULT) + "\"";
    ImagesJson json =
        ImagesJson.of(MODEL).member("note", ImagesJson.quoted(text)).failed("Improper", "no");
    HttpFixture service = answering(Answer.json(json.toString()));
    RecordingCall call = service.newCall();

    FusionException failure = service.failure(request(), call);

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(call.files()).isEmpty();
  }
}
