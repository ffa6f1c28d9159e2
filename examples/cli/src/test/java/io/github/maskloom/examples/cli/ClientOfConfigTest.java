package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fal.FalProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration says which provider it is for, however many are on the class path. */
class ClientOfConfigTest {
  @TempDir Path folder;

  /** By its name alone a client is opened, or it is said what that takes. */
  @ParameterizedTest
  @CsvSource({
    "ark, ARK_API_KEY",
    "dashscope, DASHSCOPE_API_KEY",
    "fal, FAL_KEY",
    "flux, BFL_API_KEY",
    "gemini, GEMINI_API_KEY",
    "ideogram, IDEOGRAM_API_KEY",
    "openai, OPENAI_API_KEY"
  })
  void aNameAloneSaysWhichKeyIsMissing(String name, String variable) {
    assumeThat(System.getenv()).doesNotContainKey(variable);

    assertThatThrownBy(() -> FusionClient.open(name))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("set HttpConfig.withApiKey, or the variable " + variable);
  }

  @ParameterizedTest
  @CsvSource({"local, local", "sd-server, openai"})
  void aNameAloneOpensWhatNeedsNoKey(String name, String id) throws IOException {
    FusionConfig config = FusionConfig.builder().provider(name).tempFolder(folder).build();

    try (FusionClient client = FusionClient.open(config)) {
      assertThat(client.providerId()).isEqualTo(id);
    }
    assertThat(new OpenAiProvider().configOf("sd-server"))
        .isEqualTo(OpenAiProvider.config(OpenAiDialect.SD_SERVER));
  }

  static Stream<ProviderConfig> configs() {
    return Stream.of(
        OpenAiProvider.config().withApiKey("key"),
        ArkProvider.config().withApiKey("key"),
        GeminiProvider.config().withApiKey("key"),
        FluxProvider.config().withApiKey("key"),
        DashScopeProvider.config().withApiKey("key"),
        FalProvider.config().withApiKey("key"),
        IdeogramProvider.config().withApiKey("key"),
        new ProviderConfig.Defaults("local"));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void opensTheProviderOfItsConfiguration(ProviderConfig provider) throws IOException {
    assertThat(FusionProvider.installed())
        .extracting(FusionProvider::id)
        .contains("ark", "dashscope", "fal", "flux", "gemini", "ideogram", "local", "openai");
    FusionConfig config =
        FusionConfig.builder().provider(provider).jobs(JobStore.NONE).tempFolder(folder).build();

    try (FusionClient shared = FusionClient.shared(config);
        FusionClient own = FusionClient.open(config)) {
      assertThat(shared.providerId()).isEqualTo(provider.providerId());
      assertThat(own.providerId()).isEqualTo(provider.providerId());
    }
  }
}
