package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that gave up says nothing of the service behind it, which may go on to draw. */
class GatewayAnswersTest extends HttpTrial {

  @Test
  void retryAfterDoesNotMakeItSafe() throws IOException {
    FusionException failure = onlyFailure(Answer.comeBack(503, "1"));

    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
    assertThat(failure.retry().after()).hasValue(Duration.ofSeconds(1));
  }

  @Test
  void isSentAgainIfThatWasWanted() throws IOException {
    HttpFixture service =
        answering(Answer.htmlPage(502))
            .with(http -> http.withRetries(HttpFixture.AT_ONCE.withRetryWhenUnknown(true)));
    assertThat(service.failure(request()).delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(service.server().calls()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 504})
  void cancelWhileItsBodyComesKnowsNoMore(int status) throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    HttpFixture service = answering(Answer.stalledError(status, stalled));
    assertThat(service.cancelled(request(), service.newCall(), stalled))
        .asInstanceOf(type(CancelledCallException.class))
        .extracting(CancelledCallException::delivery)
        .isEqualTo(Delivery.UNKNOWN);
  }
}
