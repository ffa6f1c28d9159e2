package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.call.AnswerReader;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer makes this side keep, and do, is bounded, whatever it holds beside images. */
class BoundedAnswersTest extends HttpTrial {
  private static final int MANY = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "null", "0", "[]", "{\"error\":{\"code\":\"x\"}}", "{\"size\":\"1\"}"})
  void aMillionItemsAreNotRead(String item) throws IOException {
    String json =
        "{\"data\":[{\"b64_json\":\"" + base64() + "\"}" + ("," + item).repeat(MANY) + "]}";
    RecordingCall call = fails(Answer.json(json), request(), "more than 4096 items");

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.failures().size()).isLessThan(256);
  }

  @Test
  void aMillionLinksAreNotKept() throws IOException {
    String link = "https://127.0.0.1:1/" + "x".repeat(2000);
    String json =
        "{\"data\":[{\"b64_json\":\""
            + base64()
            + "\"}"
            + (",{\"url\":\"" + link + "\"}").repeat(8000)
            + "]}";
    RecordingCall call = fails(Answer.json(json), request(), "more than 4096 items");

    assertThat(call.left()).hasSize(4095);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {}\n\n",
        "event: x\ndata: {\"type\":\"x\"}\n\n",
        "data: null\n\n",
        "data:\n\n",
        "data: {\"type\":\"image_generation.partial_failed\",\"image_index\":9}\n\n"
      })
  void aMillionEventsAreNotRead(String event) throws IOException {
    String events = EventsJson.of(MODEL).base64(0, RESULT, "1x1") + event.repeat(MANY);
    RecordingCall call = fails(Answer.events(events), request(2), "more than 4096 items");

    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  @Test
  void aMillionFieldsAreNotRead() throws IOException {
    String json = "{\"data\":[{\"b64_json\":\"" + base64() + "\"}]" + ",\"x\":0".repeat(MANY) + "}";

    fails(Answer.json(json), request(), "is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "{\"a\":", "[", ": ping\n\n", "data: [\n"})
  @Tag("slow")
  void whatGoesOnForEverEnds(String again) throws IOException {
    Answer endless = Answer.json(again.repeat(40_000_000 / again.length()));

    FusionException failure = onlyFailure(endless);

    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void aLongMessageIsCut() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).failed("Unheard", "m".repeat(60_000));
    json.base64(RESULT, "1x1");
    RecordingCall call = only(json, request(2));

    assertThat(call.failure(0).getMessage()).hasSizeLessThan(1000).contains("mmm");
    assertThat(call.bytes(1)).isEqualTo(RESULT);
  }

  @Test
  void aNameWithoutEndEndsTheAnswer() throws IOException {
    String start = "{\"data\":[{\"b64_json\":\"" + base64() + "\"}],";
    String json = start + "\"%s\":1}".formatted("m".repeat(100_000));

    RecordingCall call = fails(Answer.json(json), request(), "is too long");

    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"model\":\"%s\"", "\"error\":{\"message\":\"%s\"}"})
  @Tag("slow")
  void aTextOfMegabytesLosesNoImage(String text) throws IOException {
    String data = "\"data\":[{\"b64_json\":\"" + base64() + "\"}]";
    for (String words : new String[] {"m", "\\u4e2d", "\\\\", "\\\"中"}) {
      String json = "{" + text.formatted(words.repeat(1_000_000)) + "," + data + "}";
      RecordingCall call = only(json, request());

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  /** Nobody keeps what is passed over. */
  @Test
  void textsThatNobodyNeedsMayBeLong() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "1x1");
    json.member("revised_prompt", '"' + "m".repeat(3_000_000) + '"');
    RecordingCall call = only(json, request());

    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  @Test
  void aLongLinkFailsAlone() throws IOException {
    HttpFixture service = answering();
    String good = service.host.picture(RESULT, "image/jpeg");
    ImagesJson json = ImagesJson.of(MODEL).url(good + "x".repeat(9000), "1x1").url(good, "1x1");
    service.answer(json);
    RecordingCall call = service.fused(request(2));

    assertThat(call.failure(0))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("longer than 8192")
        .hasMessageNotContaining("xxxx");
    assertThat(call.failure(0).delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(call.bytes(1)).isEqualTo(RESULT);
    assertThat(service.host.calls()).hasSize(1);
  }

  @Test
  void fieldNamesAreNotInterned() {
    assertThat(AnswerReader.JSON.isEnabled(JsonFactory.Feature.INTERN_FIELD_NAMES)).isFalse();
    assertThat(AnswerReader.JSON.isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)).isFalse();
  }

  private RecordingCall fails(Answer answer, ProviderRequest request, String message)
      throws IOException {
    HttpFixture service = answering(answer);
    RecordingCall call = service.newCall();

    FusionException failure = service.failure(request, call);

    assertThat(failure).isInstanceOf(FusionServiceException.class).hasMessageContaining(message);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(service.server().calls()).hasSize(1);
    return call;
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(RESULT);
  }
}
