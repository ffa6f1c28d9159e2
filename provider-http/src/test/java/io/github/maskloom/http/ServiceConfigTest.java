package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.ServiceConfig.Preset;
import io.github.maskloom.http.model.ModelFamily;
import io.github.maskloom.http.model.ModelTable;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ServiceConfigTest {
  private static final URI ADDRESS = URI.create("https://draw.example/v1");

  private static PlainConfig.Builder<ModelFamily> builder(String provider, String variable) {
    return PlainConfig.builder(
        new Preset<>(provider, variable, ADDRESS, "pencil", ModelTable.of()));
  }

  private static PlainConfig.Builder<ModelFamily> builder() {
    return builder("mine", "MASKLOOM_NO_SUCH_KEY");
  }

  @Test
  void isEqualByValue() {
    assertThat(builder().apiKey("sk-1").build())
        .isEqualTo(builder().apiKey("sk-1").build())
        .hasSameHashCodeAs(builder().apiKey("sk-1").build())
        .isNotEqualTo(builder().apiKey("sk-2").build());
    assertThat(builder().build()).isEqualTo(builder().build());
  }

  @Test
  void ofOneProviderIsNoneOfAnother() {
    assertThat(builder("mine", "").apiKey("sk-1").build())
        .isNotEqualTo(builder("other", "").apiKey("sk-1").build());
  }

  @Test
  void showsWhereItGoesButNotTheKey() {
    assertThat(builder().apiKey("sk-1").build().toString())
        .startsWith("PlainConfig[baseUrl=https://draw.example/v1, model=pencil, ")
        .doesNotContain("sk-1");
  }

  @Test
  void refusesAddressesThatAreNone() {
    for (String url : List.of("ftp://h/", "https:///v3", "https://u:p@h/", "https://h/?a=b", "h")) {
      assertThatThrownBy(() -> builder().baseUrl(URI.create(url)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesBlankKeysAndModels() {
    assertThatThrownBy(() -> builder().apiKey(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().model(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wantsAKeyThatFitsAHeader() {
    assertThatThrownBy(() -> builder().build().checkEnvironment())
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining(
            "there is no API key: set PlainConfig.apiKey, or the variable MASKLOOM_NO_SUCH_KEY");
    assertThatThrownBy(() -> builder().apiKey(() -> "sk-1\nsk-2").build().key())
        .isInstanceOf(FusionAccessException.class)
        .hasMessageNotContaining("sk-1");
    assertThat(builder().apiKey(() -> "sk-1\n").build().key()).isEqualTo("sk-1");
  }

  @Test
  void needsNoKeyWhereThereIsNoVariable() {
    assertThat(builder("mine", "").build().key()).isEmpty();
    assertThat(builder("mine", "").apiKey("sk-1").build().key()).isEqualTo("sk-1");
  }

  @Test
  void tellsThatASupplierOfKeysFailedButNotInItsWords() {
    Supplier<String> sealed =
        () -> {
          throw new IllegalStateException("the vault of sk-1 is sealed");
        };

    assertThatExceptionOfType(FusionAccessException.class)
        .isThrownBy(() -> builder().apiKey(sealed).build().key())
        .withMessageNotContaining("vault of sk-1")
        .withCauseInstanceOf(IllegalStateException.class)
        .satisfies(failure -> assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT))
        .satisfies(failure -> assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER));
  }

  @Test
  void isOpenedWithItsOwnOrTheStandardOne() {
    ServiceConfig<ModelFamily> standard = builder().build();
    ServiceConfig<ModelFamily> own = builder().model("brush").build();

    assertThat(ServiceConfig.of(own, standard)).isSameAs(own);
    assertThat(ServiceConfig.of(new ProviderConfig.Defaults("mine"), standard)).isSameAs(standard);
    assertThatThrownBy(() -> ServiceConfig.of(builder("other", "").build(), standard))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServiceConfig.of(() -> "mine", standard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the provider mine takes its PlainConfig, not a ");
  }
}
