package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A model that is reported retired is warned of, and asked all the same. */
@Isolated("it listens to the log")
class RetiredModelTest {
  private static final String OLD = "own-model-1";
  private static final String NEW = "own-model-2";
  private static final Answer MADE =
      Answer.json(ImagesJson.of("own").base64(RESULT, "1x1").usage(1, 9).toString());
  private static final Model OWN =
      Model.of("own", OLD, NEW)
          .withImages(9, 1)
          .withSizes(Sizes.of("2K"))
          .withRetirement(Retirement.since("2026-01-31", NEW, "own-model-3"), OLD);

  @TempDir Path folder;
  private final LogLines log = new LogLines();

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void isWarnedOfOnceACallHoweverOftenItIsTried() throws IOException {
    try (ArkFixture ark = ark(Answer.error(429, "ServerOverloaded", "busy"), MADE)) {
      ark.fused(request(options().withModel(OLD)));
      ark.fused(request(options().withModel(OLD)));
      ark.fused(request(options().withModel(NEW)));
      ark.fused(request(options().withModel("ep-1")));
      assertThat(warnings())
          .hasSize(2)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "model " + OLD + " of",
                          "since 2026-01-31; in its place: own-model-2, own-model-3")
                      .doesNotContain(PROMPT));
      assertThat(ark.server().calls())
          .extracting(call -> call.json().get("model"))
          .containsExactly(OLD, OLD, OLD, NEW, "ep-1");
    }
  }

  private List<String> warnings() {
    return log.take().lines().filter(line -> line.contains("is reported retired")).toList();
  }

  private ArkFixture ark(Answer... answers) {
    return new ArkFixture(() -> folder, answers)
        .with(config -> config.withModels(ArkModels.KNOWN.with(OWN)).withModel(NEW));
  }

  private static ArkOptions options() {
    return ArkOptions.NONE.withResponseFormat("b64_json");
  }
}
