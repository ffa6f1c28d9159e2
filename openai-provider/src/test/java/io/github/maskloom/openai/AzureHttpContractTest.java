package io.github.maskloom.openai;

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
  OpenAiDialect dialect() {
    return OpenAiDialect.AZURE;
  }

  @Override
  protected List<Documented> documented() {
    return table(DOCUMENTED);
  }
}
