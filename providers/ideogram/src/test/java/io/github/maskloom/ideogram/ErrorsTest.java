package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service's refusals of a request mean, as documented, queued and at once. */
class ErrorsTest {
  static final String REFUSALS =
      """
      402 insufficient_funds Quota REJECTED NEVER 1
      402 daily_limit Quota REJECTED NEVER 1
      402 priority_credit_required Quota REJECTED NEVER 1
      402 subscription_required Access REJECTED NEVER 1
      402 feature_limit Access REJECTED NEVER 1
      429 inflight_limit Throttled REJECTED SAFE 3
      """;

  private static final String OTHERS =
      """
      400 - Request UNKNOWN NEVER 1
      401 - Access UNKNOWN NEVER 1
      402 - Quota UNKNOWN NEVER 1
      403 - Access UNKNOWN NEVER 1
      404 - Access UNKNOWN NEVER 1
      413 - Request UNKNOWN NEVER 1
      422 - Content UNKNOWN NEVER 1
      429 - Throttled UNKNOWN MAY_BILL_TWICE 1
      500 - Service UNKNOWN MAY_BILL_TWICE 1
      502 inflight_limit Throttled UNKNOWN MAY_BILL_TWICE 1
      503 - Service UNKNOWN MAY_BILL_TWICE 1
      """;

  @TempDir private Path folder;

  static Stream<String> rows() {
    return (REFUSALS + OTHERS).lines();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    String[] words = row.split(" ", 3);
    String reason = words[1].equals("-") ? "" : ",\"reject_reason\":\"" + words[1] + "\"";
    Answer answer =
        Answer.errorBody(Integer.parseInt(words[0]), "{\"error\":\"not so\"" + reason + "}");
    for (String queued : new String[] {"true", "false"}) {
      try (IdeogramFixture ideogram = new IdeogramFixture(() -> folder)) {
        ideogram.with(config -> config.withSetting(IdeogramProvider.ASYNC, queued));
        ideogram.server().plan(Stage.SUBMIT, 6, answer);
        assertThat(ideogram.told(request())).as("queued: " + queued).isEqualTo(row);
        assertThat(ideogram.failure(request())).hasMessageContaining("not so");
      }
    }
  }
}
