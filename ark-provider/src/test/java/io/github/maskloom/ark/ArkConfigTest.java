package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.settings.HttpTimeouts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArkConfigTest {
  @Test
  void isEqualByValue() {
    assertThat(full()).isEqualTo(full()).hasSameHashCodeAs(full());
    assertThat(full()).isNotEqualTo(ArkConfig.builder().apiKey("sk-other").build());
    assertThat(ArkConfig.builder().checks(false).build()).isNotEqualTo(ArkConfig.builder().build());
    assertThat(ArkConfig.builder().build()).isEqualTo(ArkConfig.builder().build());
  }

  @Test
  void showsNoSecret() {
    assertThat(full().toString()).doesNotContain("sk-1").doesNotContain("pass");
    ArkOptions options = ArkOptions.builder().extra("token", "hidden").build();
    assertThat(options.toString()).contains("token").doesNotContain("hidden");
  }

  @Test
  void refusesWhatJsonCannotSay() {
    assertThatThrownBy(() -> ArkOptions.builder().extra("a", List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ArkOptions.builder().extra("a", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void letsModelsBeAddedAndReplaced() {
    ArkModel wider =
        ArkModels.KNOWN.find("seedream-4-0-250828").orElseThrow().toBuilder()
            .maxInputImages(20)
            .build();

    assertThat(ArkModels.KNOWN.with(wider).find("doubao-seedream-4-0-250828")).contains(wider);
    assertThat(ArkModels.KNOWN.find("doubao-seedream-5.0-lite")).isPresent();
    assertThat(ArkModels.KNOWN.find("ep-20261001")).isEmpty();
  }

  @Test
  void namesSizesInTheirOrder() {
    ArkModel model = ArkModel.builder("own").namedSizes("9K", "1K", "4K", "2K", "3K", "6K").build();

    assertThat(model.namedSizes()).containsExactly("9K", "1K", "4K", "2K", "3K", "6K");
  }

  @Test
  void takesItsOwnConfiguration() {
    assertThat(new ArkProvider().id()).isEqualTo("ark");
    assertThatThrownBy(() -> new ArkProvider().open(() -> "another"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ArkConfig full() {
    return ArkConfig.builder()
        .apiKey("sk-1")
        .models(ArkModels.KNOWN.with(ArkModel.builder("own").ids("own-1").build()))
        .http(
            HttpSettings.builder()
                .proxyLogin("user", "pass")
                .timeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofMinutes(1)))
                .imagesPerMinute(500)
                .build())
        .build();
  }
}
