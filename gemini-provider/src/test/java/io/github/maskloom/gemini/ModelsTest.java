package io.github.maskloom.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.server.JsonServer;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of models, and what the service lists. */
class ModelsTest {
  @Test
  void aKeysModelsAreListedAsRequestsNameThem() throws IOException {
    try (JsonServer server =
        new JsonServer(Answer.json(RequestsTest.fixture("model-list.json")))) {
      HttpConfig config =
          GeminiProvider.config().withApiKey(GeminiFixture.KEY).withBaseUrl(server.baseUrl());

      List<ListedModel> models = new GeminiProvider().models(config);

      assertThat(models)
          .containsExactly(
              new ListedModel("gemini-3.1-flash-image", Optional.empty(), Optional.empty()),
              new ListedModel("gemini-3-pro-image", Optional.empty(), Optional.empty()));
      assertThat(server.call().path()).isEqualTo("/v1/models?pageSize=1000");
      assertThat(server.call().header("x-goog-api-key")).contains(GeminiFixture.KEY);
    }
  }

  @Test
  void theMaskIsPaintedIntoThePhoto() {
    ProviderCapabilities able = new GeminiProvider().capabilities();

    assertThat(able.maskTransport()).isEqualTo(MaskTransport.PAINTED_INTO_PHOTO);
    assertThat(able.maxReferences()).isEqualTo(13);
    assertThat(able.maxImages()).isEqualTo(1);
    assertThat(able.linkedReferences()).isFalse();
    assertThat(able.promptNeeded()).isTrue();
    assertThat(able.pixelSizes()).isFalse();
    assertThat(able.namedSizes()).containsExactly("512", "1K", "2K", "4K");
  }

  @Test
  void everySuccessorIsKnownAndServes() {
    for (GeminiModel model : GeminiModels.KNOWN.families()) {
      model
          .retired()
          .ifPresent(
              retired ->
                  assertThat(retired.successors())
                      .isNotEmpty()
                      .allSatisfy(
                          id ->
                              assertThat(GeminiModels.KNOWN.find(id))
                                  .hasValueSatisfying(
                                      next -> assertThat(next.retired()).isEmpty())));
    }
    assertThat(GeminiModels.KNOWN.retirement(GeminiProvider.DEFAULT_MODEL)).isEmpty();
  }

  @Test
  void aFamilyWithOtherValuesTakesItsPlace() {
    GeminiModel own =
        GeminiModels.KNOWN
            .find(GeminiProvider.DEFAULT_MODEL)
            .orElseThrow()
            .withSizes("8K")
            .withInputs(20, GeminiModels.INPUT.withMaxBytes(7_000_000))
            .withRetirement(LocalDate.of(2027, 1, 1), "next");

    GeminiModel found =
        GeminiModels.KNOWN.with(own).find(GeminiProvider.DEFAULT_MODEL).orElseThrow();

    assertThat(found.sizes()).containsExactly("8K");
    assertThat(found.maxInputImages()).isEqualTo(20);
    assertThat(found.retirement(GeminiProvider.DEFAULT_MODEL)).isPresent();
    assertThat(found.retirement("other")).isEmpty();
  }

  @Test
  void aModelThatNobodyKnowsMayDoAnything() throws IOException {
    HttpConfig config = GeminiProvider.config().withApiKey("key").withModel("gemini-9-image");
    try (ProviderSession session = new GeminiProvider().open(config)) {
      ProviderCapabilities able = session.capabilities(RequestOptions.NONE);

      assertThat(able.anyNamedSize()).isTrue();
      assertThat(able.maxReferences()).isGreaterThan(1000);
    }
  }
}
