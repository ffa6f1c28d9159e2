package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.dashscope.DashScopeConfig;
import io.github.maskloom.flux.FluxConfig;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiConfig;
import io.github.maskloom.openai.OpenAiConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration says which provider it is for, however many are on the class path. */
class ClientOfConfigTest {
  @TempDir Path folder;

  static Stream<ProviderConfig> configs() {
    return Stream.of(
        OpenAiConfig.builder().apiKey("key").build(),
        ArkConfig.builder().apiKey("key").build(),
        GeminiConfig.builder().apiKey("key").build(),
        FluxConfig.builder().apiKey("key").build(),
        DashScopeConfig.builder().apiKey("key").build(),
        new ProviderConfig.Defaults("local"));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void opensTheProviderOfItsConfiguration(ProviderConfig provider) throws IOException {
    assertThat(FusionProvider.installed())
        .extracting(FusionProvider::id)
        .contains("ark", "dashscope", "flux", "gemini", "local", "openai");
    FusionConfig config =
        FusionConfig.builder().provider(provider).jobs(JobStore.NONE).tempFolder(folder).build();

    try (FusionClient shared = FusionClient.shared(config);
        FusionClient own = FusionClient.open(config)) {
      assertThat(shared.providerId()).isEqualTo(provider.providerId());
      assertThat(own.providerId()).isEqualTo(provider.providerId());
    }
  }

  @Test
  void withoutOneItIsTheLocalPreview() throws IOException {
    try (FusionClient client = FusionClient.local()) {
      assertThat(client.providerId()).isEqualTo("local");
    }
  }
}
