package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.ark.server.ArkCall;
import io.github.maskloom.ark.server.ArkServer;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.server.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key's models are asked for, which is never billed. */
@Timeout(60)
class ModelListTest {
  private static final String LIST =
      "{\"object\":\"list\",\"data\":["
          + "{\"id\":\"doubao-seedream-5-0-pro-260628\",\"name\":\"doubao-seedream-5-0-pro\","
          + "\"status\":\"Active\",\"token_limits\":{\"id\":\"no\"},\"task_type\":[\"x\"]},"
          + "{\"id\":\"doubao-seedream-4-5-251128\",\"status\":\"Shutdown\",\"created\":17},"
          + "{\"name\":\"without an id\"},7],\"has_more\":false}";

  @Test
  void everyModelIsListedWithWhatTheServiceSaysOfIt() {
    try (ArkServer server = new ArkServer(Answer.json(LIST))) {
      assertThat(models(server))
          .containsExactly(
              new ListedModel(
                  "doubao-seedream-5-0-pro-260628",
                  Optional.of("doubao-seedream-5-0-pro"),
                  Optional.of("Active")),
              new ListedModel(
                  "doubao-seedream-4-5-251128", Optional.empty(), Optional.of("Shutdown")));

      ArkCall call = server.call();
      assertThat(call.method()).isEqualTo("GET");
      assertThat(call.path()).isEqualTo("/api/v3/models");
      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.header("X-Client-Request-Id")).isPresent();
      assertThat(call.header("Connection")).contains("close");
      server.awaitNoConnection();
    }
  }

  @Test
  void aKeyThatIsRefusedSaysSo() {
    FusionException failure = failure(Answer.error(401, "AuthenticationError", "bad " + KEY));

    assertThat(failure).isInstanceOf(FusionAccessException.class).hasMessageNotContaining(KEY);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
  }

  @Test
  void whatIsThrottledIsAskedForAgain() {
    try (ArkServer server =
        new ArkServer(Answer.error(429, "ServerOverloaded", "busy"), Answer.json(LIST))) {
      assertThat(models(server)).hasSize(2);
      assertThat(server.calls()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
    try (ArkServer server = new ArkServer(Answer.error(429, "ServerOverloaded", "busy"))) {
      assertThat(failure(server)).isInstanceOf(FusionThrottledException.class);
      assertThat(server.calls()).hasSize(3);
    }
  }

  /** Of an image nobody would know what it cost. */
  @Test
  void whatNobodyAnsweredCostsNothing() {
    FusionException lost = failure(Answer.hangUpAfterBody());

    assertThat(lost).isInstanceOf(FusionTransportException.class);
    assertThat(lost.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(lost.retry()).isEqualTo(RetryAdvice.SAFE);
  }

  @Test
  void whatAGatewayGaveUpCostsNothingAndIsAskedForAgain() {
    try (ArkServer server = new ArkServer(Answer.htmlPage(502))) {
      FusionException gateway = failure(server);

      assertThat(gateway.delivery()).isEqualTo(Delivery.REJECTED);
      assertThat(gateway.retry()).isEqualTo(RetryAdvice.SAFE);
      assertThat(gateway).hasMessageNotContaining("go on");
      assertThat(server.calls()).hasSize(3);
    }
  }

  @Test
  void nothingIsSentToAPortThatIsClosed() {
    ArkServer server = new ArkServer();
    server.close();

    FusionException failure = failure(server);

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.SAFE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999"})
  void aWaitForEverIsADay(String retryAfter) {
    FusionException failure = failure(Answer.comeBack(429, retryAfter));

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.safeAfter(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":{}}",
        "{\"data\":[{\"id\":\"a\"",
        "[]",
        "<html>",
        "data: {\"id\":\"a\"}\n\n"
      })
  void whatIsNoListIsRefused(String body) {
    FusionException failure = failure(Answer.json(body));

    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.SAFE);
  }

  @Test
  void noAnswerFillsTheHeap() {
    String model = "{\"id\":\"" + "m".repeat(100) + "\"},";
    String tooLong = "{\"data\":[" + model.repeat((1 << 20) / model.length() + 1) + "7]}";
    String many = "{\"data\":[" + "{\"id\":\"m\"},".repeat(4097) + "7]}";
    String most = "{\"data\":[" + "{\"id\":\"m\"},".repeat(4096) + "7]}";

    assertThat(failure(Answer.json(tooLong))).hasMessageContaining("more than 1048576 bytes");
    assertThat(failure(Answer.json(many))).hasMessageContaining("more than 4096 models");
    try (ArkServer server = new ArkServer(Answer.json(most))) {
      assertThat(models(server)).hasSize(4096);
    }
  }

  @Test
  void theKeyIsInNoListedText() {
    String body = "{\"data\":[{\"id\":\"" + KEY + "\",\"name\":\"a\u0007b c\"}]}";
    try (ArkServer server = new ArkServer(Answer.json(body.replace("\u0007", "\\u0007")))) {
      ListedModel model = models(server).get(0);
      assertThat(model.id()).doesNotContain("nobody");
      assertThat(model.name()).contains("abc");
    }
  }

  @Test
  void aConfigurationWithoutAKeySendsNothing() {
    try (ArkServer server = new ArkServer(Answer.json(LIST))) {
      HttpConfig config =
          ArkProvider.config()
              .withApiKey(() -> "")
              .withBaseUrl(server.baseUrl())
              .withRetries(ArkFixture.AT_ONCE);

      Throwable failure = catchThrowable(() -> new ArkProvider().models(config));

      assertThat(failure).isInstanceOf(FusionAccessException.class);
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsIt() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    try (ArkServer server = new ArkServer(Answer.silence(asked))) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread caller = new Thread(() -> end.set(catchThrowable(() -> models(server))));
      caller.start();
      asked.await();

      caller.interrupt();
      caller.join();

      assertThat(end.get()).isInstanceOf(CancelledException.class);
      server.awaitNoConnection();
    }
  }

  @Test
  void aServiceThatIsSilentIsNotWaitedForLong() {
    try (ArkServer server = new ArkServer(Answer.silence(new CountDownLatch(1)))) {
      HttpTimeouts soon = HttpTimeouts.DEFAULT.withCall(Duration.ofMillis(200));
      FusionException failure =
          catchThrowableOfType(
              FusionException.class,
              () -> new ArkProvider().models(config(server.baseUrl()).withTimeouts(soon)));

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure).hasMessageContaining("longer than PT0.2S");
    }
  }

  private static FusionException failure(Answer answer) {
    try (ArkServer server = new ArkServer(answer)) {
      FusionException failure = failure(server);
      assertThat(server.calls()).hasSize(1);
      return failure;
    }
  }

  private static FusionException failure(ArkServer server) {
    return catchThrowableOfType(FusionException.class, () -> models(server));
  }

  private static List<ListedModel> models(ArkServer server) {
    return new ArkProvider().models(config(server.baseUrl()));
  }

  private static HttpConfig config(URI baseUrl) {
    return ArkProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(baseUrl)
        .withRetries(ArkFixture.AT_ONCE);
  }
}
