package io.github.maskloom.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of models. */
class ModelsTest {
  @Test
  void everySuccessorIsKnownAndServes() {
    for (Model model : GeminiModels.KNOWN.families()) {
      for (String id : model.ids()) {
        assertThat(model.retirement(id).map(Retirement::successors).orElse(List.of()))
            .allSatisfy(
                next -> {
                  assertThat(GeminiModels.KNOWN.find(next)).isPresent();
                  assertThat(GeminiModels.KNOWN.retirement(next)).isEmpty();
                });
      }
    }
    assertThat(GeminiModels.KNOWN.retirement(GeminiProvider.DEFAULT_MODEL)).isEmpty();
  }

  @Test
  void aModelThatNobodyKnowsMayDoAnything() throws IOException {
    HttpConfig config = GeminiProvider.config().withApiKey("key").withModel("gemini-9-image");
    try (ProviderSession session = new GeminiProvider().open(config)) {
      ProviderCapabilities able = session.capabilities(RequestOptions.NONE);

      assertThat(able.sizes().anyName()).isTrue();
      assertThat(able.references().max()).isGreaterThan(1000);
    }
  }
}
