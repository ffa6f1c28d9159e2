package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.KEY;
import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.largeRequest;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.SentPart;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ResultHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What befalls the connection: section 15, item 5 of the wire facts, but for cancelling. */
class EditFaultsTest {
  private static final Answer IMAGE = Answer.json(EditAnswers.images(RESULT));

  @TempDir Path folder;

  @Test
  void aResetBeforeTheBodyWasRead() throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.resetBeforeBody())) {
      FusionException failure = openAi.failure(largeRequest());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isIn(Delivery.NOT_SENT, Delivery.UNKNOWN);
      boolean sent = failure.delivery() == Delivery.UNKNOWN;
      assertThat(failure.retry().kind()).isEqualTo(sent ? Kind.MAY_BILL_TWICE : Kind.SAFE);
      assertThat(openAi.server.calls()).hasSizeLessThanOrEqualTo(sent ? 1 : 3);
    }
  }

  @Test
  void aResetWhileTheBodyWasRead() throws IOException {
    unknown(Answer.resetDuringBody(1_000_000), largeRequest());
  }

  @Test
  void aResetAfterTheBodyWasRead() throws IOException {
    unknown(Answer.resetAfterBody(), request(OpenAiOptions.NONE));
  }

  @Test
  void silenceInThePlaceOfAnAnswer() throws IOException {
    unknown(Answer.silence(new CountDownLatch(1)), request(OpenAiOptions.NONE));
  }

  /** A minute of silence is usual. */
  @Test
  void anAnswerMayComeAfterTenMinutes() {
    assertThat(OpenAiProvider.config().timeouts().firstByte())
        .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void silenceWithinAnAnswer() throws IOException {
    byte[] json = EditAnswers.images(RESULT).getBytes(UTF_8);
    Answer answer =
        Answer.stalls(
            "application/json", Arrays.copyOf(json, json.length / 2), new CountDownLatch(1));

    assertThat(failed(answer, request(OpenAiOptions.NONE)).delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void aSlowReaderGetsItAll() throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(folder, IMAGE.readingSlowly(997))) {
      assertThat(openAi.made(largeRequest())).isEqualTo(RESULT);

      assertThat(openAi.server.call().images())
          .extracting(SentPart::length)
          .containsExactly(20_000_000L);
    }
  }

  /** The key, the organization and the project are the service's business alone. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noKeyIsSentToTheHostOfALink(boolean throughARedirect) throws IOException {
    try (ResultHost host = new ResultHost();
        ResultHost behind = new ResultHost();
        OpenAiFixture openAi =
            new OpenAiFixture(folder)
                .with(
                    config ->
                        config
                            .withSetting(OpenAiProvider.ORGANIZATION, "org-secret")
                            .withSetting(OpenAiProvider.PROJECT, "proj_secret"))) {
      String image = behind.picture(RESULT, "image/png");
      String link = throughARedirect ? host.redirect(image) : image;
      openAi.server.answer(Answer.json("{\"data\":[{\"url\":\"" + link + "\"}]}"));

      assertThat(openAi.made(request(OpenAiOptions.NONE))).isEqualTo(RESULT);

      assertThat(behind.fetches()).hasSize(1);
      for (ResultHost each : new ResultHost[] {host, behind}) {
        assertThat(each.fetches())
            .allSatisfy(
                fetch ->
                    assertThat(fetch.headers().toString())
                        .doesNotContain(KEY)
                        .doesNotContain("secret")
                        .doesNotContainIgnoringCase("Client-Request-Id"));
      }
    }
  }

  @Test
  void isSentAgainOnlyIfAsked() throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, Answer.resetAfterBody(), IMAGE)
            .with(
                http ->
                    http.withRetries(
                        HttpRetries.DEFAULT
                            .withWaits(Duration.ZERO, Duration.ZERO)
                            .withRetryWhenUnknown(true)))) {
      assertThat(openAi.made(request(OpenAiOptions.NONE))).isEqualTo(RESULT);
      assertThat(openAi.server.calls()).hasSize(2);
    }
  }

  private void unknown(Answer answer, ProviderRequest request) throws IOException {
    FusionException failure = failed(answer, request);

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
  }

  private FusionException failed(Answer answer, ProviderRequest request) throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, answer)
            .with(
                http ->
                    http.withTimeouts(
                        HttpTimeouts.DEFAULT
                            .withFirstByte(Duration.ofMillis(400))
                            .withBetweenBytes(Duration.ofMillis(400))))) {
      RecordingCall call = openAi.newCall();
      FusionException failure = openAi.failure(request, call);

      assertThat(openAi.server.calls()).hasSize(1);
      assertThat(call.files()).isEmpty();
      return failure;
    }
  }
}
