package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the prompt, the key and the words of options are nobody's. */
class SecretsTest {
  private static final String WORDS = "a walnut sideboard with brass feet";

  @TempDir Path folder;

  @Test
  void neitherKeyNorWordsAreLoggedOrShown() throws IOException {
    String quoting = "bad request: " + WORDS + ", " + PROMPT + " and " + ServiceTrial.KEY;
    ArkOptions options =
        ArkOptions.NONE
            .withField("negative_prompt", WORDS)
            .withField("notes", List.of(Map.of("text", "Mahogany")))
            .withField("size", "2K");
    Answer wrong = Answer.error(400, "InvalidParameter.size", "size must be 2K or 4K");
    Answer named = Answer.error(400, "InvalidParameter", "mahogany");
    try (LogLines log = new LogLines();
        ArkFixture ark =
            new ArkFixture(() -> folder, Answer.error(400, "BadRequest", quoting), named, wrong)) {
      FusionException quotes = ark.failure(ArkFixture.request(options));
      FusionException names = ark.failure(ArkFixture.request(options));
      FusionException says = ark.failure(ArkFixture.request(options));
      assertThat(log.take() + quotes + names + options + quotes.failure())
          .contains("the service says: […]")
          .doesNotContainIgnoringCase("velvet")
          .doesNotContainIgnoringCase("walnut")
          .doesNotContainIgnoringCase("mahogany")
          .doesNotContain(ServiceTrial.KEY);
      assertThat(says).hasMessageContaining("the service says: size must be 2K or 4K");
      assertThat(ark.config().toString()).doesNotContain(ServiceTrial.KEY);
    }
  }
}
