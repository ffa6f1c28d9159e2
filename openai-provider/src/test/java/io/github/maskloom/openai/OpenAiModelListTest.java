package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.PlannedServer;
import io.github.maskloom.testing.server.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** The models that a key may use are asked for at {@code GET /v1/models}. */
class OpenAiModelListTest {
  private static final Answer LIST =
      Answer.json(
          "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-image-2\",\"object\":\"model\","
              + "\"created\":1686935002,\"owned_by\":\"openai\"}]}");

  @Test
  void modelsAreListedForWhomTheConfigurationNames() {
    try (ModelServer server = new ModelServer(LIST)) {
      HttpConfig config =
          OpenAiProvider.config()
              .withApiKey("sk-1")
              .withSetting(OpenAiProvider.ORGANIZATION, "org-7")
              .withSetting(OpenAiProvider.PROJECT, "proj-9")
              .withBaseUrl(server.baseUrl());

      assertThat(new OpenAiProvider().models(config))
          .containsExactly(new ListedModel("gpt-image-2", Optional.empty(), Optional.empty()));

      ReceivedCall call = server.call();
      assertThat(call.method() + " " + call.path()).isEqualTo("GET /v1/models");
      assertThat(call.header("Authorization")).contains("Bearer sk-1");
      assertThat(call.header("OpenAI-Organization")).contains("org-7");
      assertThat(call.header("OpenAI-Project")).contains("proj-9");
    }
  }

  @Test
  void aServerOfOnesOwnIsAskedWithoutAKey() {
    try (ModelServer server = new ModelServer(LIST)) {
      HttpConfig config =
          OpenAiProvider.config(OpenAiDialect.SD_SERVER).withBaseUrl(server.baseUrl());

      assertThat(new OpenAiProvider().models(config)).hasSize(1);

      assertThat(server.call().header("Authorization")).isEmpty();
    }
  }

  @Test
  void aKeyThatIsRefusedSaysSo() {
    try (ModelServer server = new ModelServer(Answer.error(401, "invalid_api_key", "no"))) {
      HttpConfig config = OpenAiProvider.config().withApiKey("sk-1").withBaseUrl(server.baseUrl());

      assertThat(
              catchThrowableOfType(
                  FusionAccessException.class, () -> new OpenAiProvider().models(config)))
          .hasMessageContaining("no");
    }
  }

  @Test
  void aFamilyIsRetiredUnderEachOfItsIds() {
    OpenAiModel own =
        OpenAiModel.builder("own")
            .ids("own-1", "own-1-dated")
            .retired(LocalDate.of(2026, 1, 31), "own-2")
            .build();

    Retirement reported = new Retirement(LocalDate.of(2026, 1, 31), List.of("own-2"));
    assertThat(OpenAiModels.KNOWN.with(own).retirement("own-1-dated")).contains(reported);
    assertThat(OpenAiModels.KNOWN.retirement("own-1")).isEmpty();
    assertThat(OpenAiModels.KNOWN.retirement("gpt-image-1"))
        .map(Retirement::since)
        .contains(LocalDate.of(2026, 10, 23));
  }

  /** A list of models, whatever is asked for. */
  private static final class ModelServer extends PlannedServer<ReceivedCall> {
    ModelServer(Answer... answers) {
      super(ServerSocketFactory.getDefault(), answers);
    }

    URI baseUrl() {
      return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    @Override
    protected ReceivedCall received(Exchange exchange) {
      return new ReceivedCall(exchange) {
        @Override
        protected void keep(InputStream body) throws IOException {
          body.readAllBytes();
        }
      };
    }

    @Override
    protected Optional<Answer> unplanned(ReceivedCall call) {
      return Optional.empty();
    }
  }
}
