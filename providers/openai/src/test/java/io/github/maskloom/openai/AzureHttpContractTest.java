package io.github.maskloom.openai;

import java.util.List;

/** The table is that of the README. */
class AzureHttpContractTest extends EditHttpContractTest {
  @Override
  OpenAiDialect dialect() {
    return OpenAiDialect.AZURE;
  }

  @Override
  protected List<Documented> documented() {
    return table(AzureDialectTest.REFUSALS);
  }
}
