package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.picture;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are cut, stall or say nonsense, of the fourth row of the reference's checklist. */
class BrokenAnswersTest extends HttpTrial {

  @Test
  void answerThatTakesLongerThanTheWholeCallMay() throws IOException {
    Duration allowed = Duration.ofMillis(700);
    assertThat(stalledAnswer(HttpTimeouts.DEFAULT.withCall(allowed)))
        .hasMessageContaining("the call took longer than PT0.7S while the answer came");
  }

  @Test
  void answerThatFallsSilent() throws IOException {
    Duration allowed = Duration.ofMillis(300);
    assertThat(stalledAnswer(HttpTimeouts.DEFAULT.withBetweenBytes(allowed)))
        .hasMessageContaining("nothing came for PT0.3S while the answer came");
  }

  private FusionException stalledAnswer(HttpTimeouts timeouts) throws IOException {
    byte[] half = JSON.substring(0, JSON.length() / 2).getBytes(UTF_8);
    Answer stalling = Answer.stalls("application/json", half, new CountDownLatch(1));
    HttpFixture service = answering(stalling).with(http -> http.withTimeouts(timeouts));
    FusionException failure = service.failure(request());

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    return failure;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"junk\":\"", "data: {\"junk\":\"", ": a comment"})
  void answerThatGoesOnAndOnIsNotReadToItsEnd(String start) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    Answer junk = Answer.endless(head + start, "A", new AtomicLong());
    HttpFixture service = answering(junk).with(http -> http.withMaxImageBytes(1000));
    FusionException failure = service.failure(request());

    assertThat(failure)
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("the answer has more than 16779216 bytes");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void jsonThatIsCutAtAnyByte() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 250);
    byte[] json = ImagesJson.of(MODEL).base64(picture, "2048x2048").toString().getBytes(UTF_8);
    HttpFixture service = answering();
    for (int length = 0; length < json.length; length++) {
      service.server().answer(Answer.untilHangUp("application/json", Arrays.copyOf(json, length)));
      FusionException failure = service.failure(request(), service.newCall());
      assertThat(failure)
          .as("cut after " + length)
          .isInstanceOfAny(FusionTransportException.class, FusionServiceException.class);
      assertThat(failure.delivery()).as("cut after " + length).isEqualTo(Delivery.ACCEPTED);
      assertThat(service.server().calls()).hasSize(length + 1);
    }
  }
}
