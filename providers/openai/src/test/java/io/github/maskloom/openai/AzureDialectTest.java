package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.http.settings.HttpConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's models on Azure: another address, another header, other errors. */
class AzureDialectTest {
  private static final URI RESOURCE = URI.create("https://rooms.openai.azure.com/openai/v1");

  private static final String ROWS =
      """
      401 401 Access REJECTED NEVER 1
      404 DeploymentNotFound Access REJECTED NEVER 1
      429 429 Throttled REJECTED SAFE 3
      429 RateLimitReached Throttled REJECTED SAFE 3
      429 insufficient_quota Quota REJECTED NEVER 1
      401 invalid_api_key Access REJECTED NEVER 1
      401 contentFilter Access REJECTED NEVER 1
      429 rate_limit_exceeded Throttled REJECTED SAFE 3
      400 contentFilter Content UNKNOWN NEVER 1
      400 content_filter Content UNKNOWN NEVER 1
      400 content_policy_violation Content UNKNOWN NEVER 1
      400 moderation_blocked Content UNKNOWN NEVER 1
      200 contentFilter Content ACCEPTED NEVER 1
      404 404 Access UNKNOWN NEVER 1
      408 Timeout Service UNKNOWN MAY_BILL_TWICE 1
      500 server_error Service UNKNOWN MAY_BILL_TWICE 1
      """;

  @TempDir private Path folder;

  private static Stream<String> rows() {
    return ROWS.lines();
  }

  @Test
  void hasNoAddressByDefault() {
    HttpConfig config = OpenAiProvider.config(OpenAiDialect.AZURE).withApiKey(KEY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OpenAiProvider().open(config))
        .withMessageContaining("withBaseUrl");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    assumeThat(System.getenv("AZURE_OPENAI_API_KEY")).isNull();
    HttpConfig config = azure();

    assertThatThrownBy(() -> new OpenAiProvider().open(config))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("AZURE_OPENAI_API_KEY");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itsErrorsMeanWhatTheReadmesTableSays(String row) throws IOException {
    try (OpenAiFixture azure = OpenAiFixture.azure(() -> folder)) {
      assertThat(azure.told(row)).isEqualTo(row);
    }
  }

  private static HttpConfig azure() {
    return OpenAiProvider.config(OpenAiDialect.AZURE).withBaseUrl(RESOURCE);
  }
}
