package io.github.maskloom.openai;

import io.github.maskloom.http.settings.HttpConfig;
import java.util.List;

/** The table is that of the README. */
class AzureHttpContractTest extends EditHttpContractTest {
  private static final String DOCUMENTED =
      """
      401 401
      401 invalid_api_key
      404 DeploymentNotFound
      429 insufficient_quota
      429 429 again
      429 RateLimitReached again
      429 rate_limit_exceeded again
      """;

  @Override
  HttpConfig config() {
    return OpenAiProvider.config(OpenAiDialect.AZURE)
        .withSetting(OpenAiProvider.API_VERSION, "preview")
        .withApiKey(OpenAiFixture.KEY);
  }

  @Override
  protected List<Documented> documented() {
    return table(DOCUMENTED);
  }
}
