package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services over TLS behind an HTTP proxy, which is asked to connect to them first. */
class ProxyRefusalTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 407, 499})
  void whatTheProxyRefusesIsNotTriedAgain(int status) throws IOException {
    try (RefusingProxy proxy = new RefusingProxy(status);
        HttpFixture service = behind(proxy)) {
      RecordingCall call = service.newCall();

      FusionException failure = service.failure(request(), call);

      assertThat(failure).isInstanceOf(FusionAccessException.class);
      assertThat(failure.reason()).startsWith("the proxy refuses to connect to the service");
      assertThat(failure.reason()).contains("status " + status);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
      assertThat(call.failedAttempts()).hasSize(1);
      assertThat(proxy.asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void whatTheProxyCannotDoNowIsTriedAgain(int status) throws IOException {
    try (RefusingProxy proxy = new RefusingProxy(status);
        HttpFixture service = behind(proxy)) {
      FusionException failure = service.failure(request());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.reason()).contains("the proxy refuses").contains("status " + status);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.SAFE);
      assertThat(proxy.asked).hasSize(3);
    }
  }

  @Test
  void aWrongLoginIsShownOnceAndNeverTold() throws IOException {
    try (RefusingProxy proxy = new RefusingProxy(407);
        HttpFixture service =
            behind(proxy).with(http -> http.withProxyLogin("user", "pass-word"))) {
      FusionException failure = service.failure(request());

      assertThat(failure.reason()).contains("is its login right?");
      assertThat(failure.toString()).doesNotContain("pass-word");
      assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
      assertThat(proxy.asked).hasSize(1);
    }
  }

  @Test
  void anImageThatTheProxyRefusesIsNotFetchedAgain() throws IOException {
    try (RefusingProxy proxy = new RefusingProxy(403);
        HttpFixture service = new HttpFixture(() -> folder)) {
      service.with(http -> http.withProxy(proxy.address()));
      proxy.answer = ImagesJson.of(MODEL).url("https://images.test/1.png", "1x1").toString();

      FusionException failure = service.pictureFailure();

      assertThat(failure.reason()).startsWith("the proxy refuses to connect to images.test");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
      assertThat(proxy.asked).containsExactly("images.test:443");
    }
  }

  private HttpFixture behind(RefusingProxy proxy) {
    JsonServer server = new JsonServer("https", TlsTest.TLS.serverSockets());
    server.answer(Answer.json(JSON));
    return new HttpFixture(() -> folder, server)
        .with(http -> TlsTest.trusting(http).withProxy(proxy.address()));
  }
}
