package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that an answer announced may be billed, whatever went wrong with it or with others. */
class AnnouncedImagesTest extends HttpTrial {
  private static final byte[] NO_PICTURE = "this is no image at all".getBytes(UTF_8);
  private static final String DOWN = "data: {\"error\":{\"code\":\"Down\"}}\n\n";

  private static ImagesJson json() {
    return ImagesJson.of(MODEL);
  }

  private static EventsJson events() {
    return EventsJson.of(MODEL);
  }

  /** In each text, DEAD is a link that has expired. */
  private static Stream<String> answers() {
    Stream<String> brokenImages =
        Stream.of("Improper", "Down", "Malformed", "Unheard")
            .map(code -> json().base64(NO_PICTURE, "1x1").refused(code, "no").toString());
    Stream<String> streams =
        Stream.of("event: error\n" + DOWN, DOWN, "data: [DONE]\n\n", "")
            .flatMap(
                end ->
                    Stream.of(
                        events().base64(0, NO_PICTURE, "1x1") + end,
                        events().url(0, "DEAD", "1x1") + end));
    Stream<String> others =
        Stream.of(
            json().url("DEAD", "1x1").refused("Down", "no").toString(),
            "{\"error\":{\"code\":\"Down\"},\"data\":[{\"b64_json\":\"AAAA\"}]}",
            // Nobody says that it was not drawn: the code is not the service's.
            "{\"error\":\"upstream timeout\"}",
            "event: error\ndata: {\"message\":\"x\"}\n\n",
            events().typed("image_generation.partial_succeeded", "\"image_index\":0") + DOWN,
            DOWN.replace("}}", "},\"usage\":{\"output_tokens\":5}}"));
    return Stream.of(brokenImages, streams, others).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anImageMayHaveBeenDrawn(String answer) throws IOException {
    HttpFixture service = answering();
    service.answer(answer.replace("DEAD", service.host.expired()));
    RecordingCall call = service.newCall();
    mayBeBilled(service.failure(request(2), call));
    assertThat(service.server().calls()).hasSize(1);
    assertThat(call.files()).isEmpty();
  }

  private static Stream<String> groups() {
    return Stream.of(
        json().failed("Improper", "no").url("DEAD", "1x1").usage(1, 9).toString(),
        json().failed("Improper", "no").failed("Improper", "no").usage(1, 9).toString(),
        events().failed(0, "Improper", "no").url(1, "DEAD", "1x1").completed(1, 9).toString());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void eachImageOfAGroupMayBeTheOneThatIsBilled(String answer) throws IOException {
    HttpFixture service = answering();
    service.answer(answer.replace("DEAD", service.host.expired()));
    RecordingCall call = service.newCall();
    FusionException failure = service.failure(request(2), call);

    mayBeBilled(failure);
    assertThat(failure).isInstanceOf(FusionContentException.class);
    assertThat(call.failure(0)).isSameAs(failure);
    mayBeBilled(call.failure(1));
    assertThat(service.server().calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
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
  void usageBesideAnErrorMayBeBilled(String usage, boolean billed) throws IOException {
    ImagesJson json = json().member("usage", usage.replace('\'', '"')).refused("Down", "no");
    FusionException failure = onlyFailure(Answer.json(json.toString()));

    if (billed) {
      mayBeBilled(failure);
    } else {
      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    }
  }

  @Test
  void aRefusalOfAllStaysUnbilled() throws IOException {
    String json = json().failed("Improper", "no").usage(0, 0).toString();
    FusionException failure = onlyFailure(Answer.json(json));

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
  }

  /** Who sends such a group again pays for the first a second time. */
  @Test
  void aRefusalBesideAnImageThatCameIsBilled() throws IOException {
    String json = json().base64(RESULT, "1x1").failed("Improper", "no").toString();
    RecordingCall call = only(json, request(2));
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    mayBeBilled(call.failure(1));
  }

  /** An answer breaks off behind its link, or ends in the middle of a character. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linksOfABrokenAnswerAreFetched(boolean cut) throws IOException {
    HttpFixture service = answering();
    String link = service.host.picture(RESULT, "image/jpeg");
    byte[] json =
        ("{\"data\":[{\"url\":\"" + link + "\"}],\"note\":\"\u00c3\"").getBytes(ISO_8859_1);
    service
        .server()
        .answer(
            cut
                ? Answer.cut("application/json", json, json.length - 5)
                : Answer.body(200, "application/json", json));
    RecordingCall call = service.newCall();
    mayBeBilled(service.failure(request(), call));
    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  /** A gateway that hands an image over under a status of failure. */
  @ParameterizedTest
  @CsvSource({"400, Malformed", "429, Busy", "500, Down"})
  void aRefusalThatHoldsAnImageIsBilled(int status, String code) throws IOException {
    for (String member :
        new String[] {
          "\"data\":[{\"url\":\"https://h/a.png?sig\"}]",
          "\"data\":[{},{\"b64_json\":\"AAAA\"}]",
          "\"usage\":{\"generated_images\":1}"
        }) {
      String error = "\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}";
      for (String json : new String[] {error + "," + member, member + "," + error}) {
        Answer answer = Answer.errorBody(status, "{" + json + "}");
        FusionException failure = onlyFailure(answer);
        mayBeBilled(failure);
        assertThat(failure.failure().httpStatus()).hasValue(status);
        assertThat(failure.failure().code()).contains(code);
      }
    }
  }

  private static void mayBeBilled(FusionException failure) {
    assertThat(failure.delivery()).as("delivery of " + failure).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
  }
}
