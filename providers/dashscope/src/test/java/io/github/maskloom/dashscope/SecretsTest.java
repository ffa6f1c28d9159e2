package io.github.maskloom.dashscope;

import static io.github.maskloom.dashscope.DashScopeFixture.KEY;
import static io.github.maskloom.dashscope.DashScopeFixture.request;
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
    String quoting = "bad request: " + WORDS + ", " + DashScopeFixture.PROMPT + " and " + KEY;
    String body = "{\"code\":\"InvalidParameter\",\"message\":\"" + quoting + "\"}";
    DashScopeOptions options = DashScopeOptions.NONE.withField("note", WORDS);
    try (LogLines log = new LogLines();
        DashScopeFixture service = new DashScopeFixture(folder)) {
      service.server().plan(Stage.SUBMIT, Answer.errorBody(400, body));
      FusionException failure = service.failure(request(options));

      assertThat(log.take() + failure + options + failure.failure())
          .contains("the service says: […]")
          .doesNotContain(KEY, "walnut", "陶瓷兔子");
    }
    assertThat(DashScopeProvider.config().withApiKey(KEY).toString()).doesNotContain(KEY);
  }
}
