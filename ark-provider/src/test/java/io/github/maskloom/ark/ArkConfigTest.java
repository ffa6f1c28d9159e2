package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.settings.HttpTimeouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ArkConfigTest {
  @Test
  void isEqualByValue() {
    assertThat(full()).isEqualTo(full()).hasSameHashCodeAs(full());
    assertThat(full()).isNotEqualTo(ArkConfig.builder().apiKey("sk-other").build());
    assertThat(ArkConfig.builder().build()).isEqualTo(ArkConfig.builder().build());
  }

  @Test
  void showsNoSecret() {
    assertThat(full().toString()).doesNotContain("sk-1").doesNotContain("pass");
    ArkOptions options = ArkOptions.builder().extra("token", "hidden").build();
    assertThat(options.toString()).contains("token").doesNotContain("hidden");
  }

  @Test
  void refusesAddressesThatAreNone() {
    for (String url : List.of("ftp://h/", "https:///v3", "https://u:p@h/", "https://h/?a=b", "h")) {
      assertThatThrownBy(() -> ArkConfig.builder().baseUrl(URI.create(url)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void takesNamesOfHostsAndNoAddressesOfPagesForDownloads() {
    assertThat(HttpSettings.builder().downloadHosts("B.com", "::1", "a.cn").build().downloadHosts())
        .containsExactly("::1", "a.cn", "b.com");
    for (String host : List.of("", " ", "https://a.cn", "a.cn/b", ".a.cn", "*.a.cn")) {
      assertThatThrownBy(() -> HttpSettings.builder().downloadHosts(host))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void wantsAKeyThatFitsAHeader() {
    assertThatThrownBy(
            () -> ArkConfig.KEYS.ask(new ApiKeys.EnvironmentKey("ARK_API_KEY", Map.of())))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("ARK_API_KEY");
    assertThatThrownBy(() -> ArkConfig.KEYS.ask(() -> "sk-1\nsk-2"))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageNotContaining("sk-1");
    assertThat(ArkConfig.KEYS.ask(() -> "sk-1\n")).isEqualTo("sk-1");
  }

  @Test
  void tellsThatASupplierOfKeysFailedButNotInItsWords() {
    Supplier<String> sealed =
        () -> {
          throw new IllegalStateException("the vault of sk-1 is sealed");
        };

    assertThatExceptionOfType(FusionAccessException.class)
        .isThrownBy(() -> ArkConfig.KEYS.ask(sealed))
        .withMessageNotContaining("vault of sk-1")
        .withCauseInstanceOf(IllegalStateException.class)
        .satisfies(failure -> assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT))
        .satisfies(failure -> assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER));
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
