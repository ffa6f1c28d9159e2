package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a call ends that sent anything, its record names what a bill may name. */
@Timeout(60)
class BillableRecordsTest {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch headers = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<FusionRecord> journal = new CopyOnWriteArrayList<>();
  private final JsonServer server = new JsonServer();

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sent", "silent", "head", "body", "error"})
  void cancelledAt(String stage) throws Exception {
    byte[] half = JSON.substring(0, JSON.length() / 2).getBytes(UTF_8);
    server.answer(
        switch (stage) {
          case "sent" -> Answer.notReading(reached, goOn);
          case "silent" -> Answer.silence(reached);
          case "head" -> Answer.stalls("application/json", new byte[0], reached);
          case "body" -> Answer.stalls("application/json", half, reached);
          default -> Answer.stalledError(500, reached);
        });
    boolean answered = !stage.startsWith("s");
    try (FusionClient client = client()) {
      FusionCall result = client.start(request());
      HttpTrial.await(answered ? headers : reached);
      result.cancel();
    }
    assertNamed(answered ? List.of(Answer.SERVER_REQUEST_ID) : List.of());
    assertThat(journal.get(0).sent().delivery())
        .isIn(
            Delivery.UNKNOWN,
            answered && !stage.equals("error") ? Delivery.ACCEPTED : Delivery.UNKNOWN);
  }

  private void assertNamed(List<String> serverIds) {
    JsonServer.Call sent = server.call();
    assertThat(journal)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
              assertThat(record.model()).contains(MODEL);
              assertThat(record.sent().requestIds()).hasSize(1);
              assertThat(sent.header("X-Client-Request-Id"))
                  .contains(record.sent().requestIds().get(0));
              assertThat(record.received().requestIds()).isEqualTo(serverIds);
              assertThat(record.toJson())
                  .contains(MODEL)
                  .contains(record.sent().requestIds().get(0));
            });
  }

  private FusionClient client() throws IOException {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  headers.countDown();
                  return response;
                })
            .build();
    HttpConfig config =
        DrawProvider.config(server.baseUrl())
            .withApiKey(HttpFixture.KEY)
            .withRetries(HttpFixture.AT_ONCE)
            .withHttpClient(http);
    return FusionClient.open(
        new DrawProvider(),
        FusionConfig.builder()
            .provider(config)
            .journal(journal::add)
            .closeGrace(Duration.ZERO)
            .build());
  }

  private static FusionRequest request() {
    return FusionRequest.builder(ImageSource.of(RESULT)).prompt(HttpFixture.PROMPT).build();
  }
}
