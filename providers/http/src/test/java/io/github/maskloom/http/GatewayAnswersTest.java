package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that gave up says nothing of the service behind it, which may go on to draw. */
class GatewayAnswersTest {
  private static final String RESET =
      "upstream connect error or disconnect/reset before headers. reset reason: ";

  @TempDir Path folder;

  /**
   * Envoy says that it reached nobody also when it finds no host for a second attempt of its own.
   */
  private static Stream<Answer> answers() {
    return Stream.of(
            RESET + "connection termination",
            RESET + "remote reset",
            RESET + "connection timeout",
            RESET + "overflow",
            "upstream request timeout",
            "no healthy upstream\n")
        .map(text -> Answer.body(503, "text/plain", text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isAskedOnceAndUnknown(Answer answer) throws IOException {
    try (HttpFixture service = new HttpFixture(folder, answer)) {
      assertThat(service.told(request())).isEqualTo("503 - Service UNKNOWN MAY_BILL_TWICE 1");
      assertThat(service.call().failedAttempts()).hasSize(1);
    }
  }

  @Test
  void retryAfterDoesNotMakeItSafe() throws IOException {
    FusionException failure = HttpFixture.onlyFailure(folder, Answer.comeBack(503, "1"), request());

    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
    assertThat(failure.retry().after()).hasValue(Duration.ofSeconds(1));
  }

  @Test
  void isSentAgainIfThatWasWanted() throws IOException {
    try (HttpFixture service =
        new HttpFixture(folder, Answer.htmlPage(502))
            .with(http -> http.withRetries(HttpFixture.AT_ONCE.withRetryWhenUnknown(true)))) {
      assertThat(service.failure(request()).delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(service.server().calls()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 504})
  void cancelWhileItsBodyComesKnowsNoMore(int status) throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    try (HttpFixture service = new HttpFixture(folder, Answer.stalledError(status, stalled))) {
      assertThat(service.cancelled(request(), service.newCall(), stalled))
          .asInstanceOf(type(CancelledCallException.class))
          .extracting(CancelledCallException::delivery)
          .isEqualTo(Delivery.UNKNOWN);
    }
  }
}
