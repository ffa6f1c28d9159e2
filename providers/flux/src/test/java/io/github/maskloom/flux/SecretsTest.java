package io.github.maskloom.flux;

import static io.github.maskloom.flux.FluxFixture.KEY;
import static io.github.maskloom.flux.FluxFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.LogLines;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key and words stay where they are. */
class SecretsTest {
  private static final String WORDS = "a walnut sideboard with brass feet";

  @TempDir private Path folder;

  @Test
  void neitherKeyNorWordsAreLoggedOrShown() throws IOException {
    String quoting = "bad request: " + WORDS + ", " + FluxFixture.PROMPT + " and " + KEY;
    FluxOptions options = FluxOptions.NONE.withField("note", WORDS);
    try (LogLines log = new LogLines();
        FluxFixture flux = new FluxFixture(folder)) {
      flux.server().plan(Stage.SUBMIT, Answer.errorBody(400, "{\"detail\":\"" + quoting + "\"}"));
      FusionException failure = flux.failure(request(options));

      assertThat(log.take() + failure + options + failure.failure())
          .contains("the service says: […]")
          .doesNotContain(KEY, "fantastisches", "walnut");
    }
    assertThat(FluxProvider.config().withApiKey(KEY).toString()).doesNotContain(KEY);
  }
}
