package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No more images are taken than were asked for. */
class SurplusImagesTest extends HttpTrial {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15})
  void asManyLinksAreFetchedAsWereAskedFor(int count) throws IOException {
    HttpFixture service = answering();
    String link = service.host.picture(RESULT, "image/jpeg");
    ImagesJson json = ImagesJson.of(MODEL);
    Collections.nCopies(256, link).forEach(each -> json.url(each, "1x1"));
    service.answer(json.usage(256, 9));
    RecordingCall call = service.fused(request(count));

    assertThat(service.host.calls()).hasSize(count);
    assertThat(call.files()).hasSize(count);
    assertThat(call.failures()).isEmpty();
    assertThat(call.left()).hasSize(256 - count).containsOnly(Optional.of(link));
  }

  @Test
  void deadLinksAreNotReplacedByFurtherOnesAndRefusedImagesAre() throws IOException {
    HttpFixture service = answering();
    String good = service.host.picture(RESULT, "image/jpeg");
    ImagesJson dead = ImagesJson.of(MODEL).url(service.host.expired(), "1x1").url(good, "1x1");
    service.answer(dead);
    RecordingCall call = service.newCall();
    assertThat(service.failure(request(), call).delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(service.host.calls()).hasSize(1);
    assertThat(call.left()).containsExactly(Optional.of(good));

    ImagesJson refused = ImagesJson.of(MODEL).failed("Unheard", "no").url(good, "1x1");
    service.answer(refused);
    RecordingCall next = service.fused(request());
    assertThat(next.bytes(1)).isEqualTo(RESULT);
    assertThat(next.left()).isEmpty();
  }

  @Test
  void base64BeyondIsLeftWithoutALink() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL);
    Collections.nCopies(5, RESULT).forEach(each -> json.base64(each, "1x1"));
    RecordingCall call = only(json, request());
    assertThat(call.files()).containsExactly("image-0");
    assertThat(call.left()).isEqualTo(Collections.nCopies(4, Optional.empty()));
  }

  @Test
  void eventsBeyondAreLeft() throws IOException {
    HttpFixture service = answering();
    String link = service.host.picture(RESULT, "image/jpeg");
    EventsJson events =
        EventsJson.of(MODEL)
            .typed("image_generation.partial_image", "\"b64_json\":\"AAAA\"")
            .base64(0, RESULT, "1x1")
            .url(1, link, "1x1")
            .base64(2, RESULT, "1x1")
            .url(0, link, "1x1")
            .url(Integer.MAX_VALUE, link, "1x1");
    service.server().answer(Answer.events(events.completed(5, 9).toString()));
    RecordingCall call = service.fused(request());

    assertThat(call.files()).containsExactly("image-0");
    assertThat(service.host.calls()).isEmpty();
    assertThat(call.left())
        .containsExactly(Optional.of(link), Optional.empty(), Optional.of(link), Optional.of(link));
  }

  /** The index comes last, so the image waits in a temporary file until it is known. */
  @Test
  void eventsWhoseIndexComesLastAreLeftToo() throws IOException {
    String picture =
        "data: {\"b64_json\":\"%s\",\"image_index\":%d,"
            + "\"type\":\"image_generation.partial_succeeded\"}\n\n";
    String base64 = ImagesJson.encode(RESULT);
    EventsJson events =
        EventsJson.of(MODEL).raw(picture.formatted(base64, 0)).raw(picture.formatted(base64, 1));
    String answer = events.completed(2, 9).toString();
    RecordingCall call = only(Answer.events(answer), request());
    assertThat(call.files()).containsExactly("image-0");
    assertThat(call.left()).containsExactly(Optional.empty());
  }
}
