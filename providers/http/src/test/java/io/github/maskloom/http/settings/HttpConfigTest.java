package io.github.maskloom.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
  private static final URI ADDRESS = URI.create("https://draw.example/v1");
  private static final Preset PRESET = preset("mine", "MASKLOOM_NO_SUCH_KEY");
  private static final HttpConfig CONFIG = HttpConfig.of(PRESET);

  private static Preset preset(String provider, String variable) {
    return new Preset(
        provider, variable, ADDRESS, "pencil", ModelTable.of(Model.of("Pencil", "pencil")));
  }

  @Test
  void isEqualByValue() {
    assertThat(CONFIG).isEqualTo(HttpConfig.of(preset("mine", "MASKLOOM_NO_SUCH_KEY")));
    assertThat(CONFIG.withApiKey("sk-1"))
        .isEqualTo(CONFIG.withApiKey("sk-1"))
        .hasSameHashCodeAs(CONFIG.withApiKey("sk-1"))
        .isNotEqualTo(CONFIG.withApiKey("sk-2"));
    assertThat(HttpConfig.of(preset("mine", ""))).isNotEqualTo(HttpConfig.of(preset("other", "")));
  }

  @Test
  void eachSettingMakesAnotherConfigurationThatShowsNoSecretAndLeavesTheFirstAsItWas() {
    List<UnaryOperator<HttpConfig>> changes =
        List.of(
            config -> config.withApiKey("sk-1"),
            config -> config.withBaseUrl(URI.create("http://127.0.0.1/v1")),
            config -> config.withModel("brush"),
            config -> config.withModels(ModelTable.of()),
            config -> config.withChecks(false),
            config -> config.withTimeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofDays(1))),
            config -> config.withRetries(HttpRetries.NONE),
            config -> config.withMaxConcurrentCalls(1),
            config -> config.withImagesPerMinute(1),
            config -> config.withImageRate(images -> Optional.empty()),
            config -> config.withMaxImageBytes(1),
            config -> config.withDownloadHosts("images.example"),
            config -> config.withProxy(Proxy.NO_PROXY),
            config -> config.withProxyLogin("user", "pass"),
            config -> config.withHttpClient(new OkHttpClient()));

    for (UnaryOperator<HttpConfig> change : changes) {
      HttpConfig changed = change.apply(CONFIG);
      assertThat(changed).isNotEqualTo(CONFIG);
      assertThat(changed.toString()).doesNotContain("sk-1").doesNotContain("pass");
    }
    assertThat(CONFIG).isEqualTo(HttpConfig.of(PRESET));
  }

  @Test
  void showsWhereItGoes() {
    assertThat(CONFIG.toString())
        .startsWith("HttpConfig[mine, baseUrl=https://draw.example/v1, model=pencil, ");
  }

  @Test
  void refusesAddressesThatAreNone() {
    for (String url : List.of("ftp://h/", "https:///v3", "https://u:p@h/", "https://h/?a=b", "h")) {
      assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withBaseUrl(URI.create(url)));
    }
  }

  @Test
  void refusesBlankKeysAndModels() {
    assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withApiKey(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withModel(" "));
  }

  @Test
  void takesAnyIdOfAModelUnlessTheServiceHasItInItsAddresses() {
    HttpConfig plain = HttpConfig.of(PRESET.withPlainIds());
    for (String id : List.of("a/b", "..", "a?b", "a b", "-a", "a".repeat(129))) {
      assertThat(CONFIG.withModel(id).model()).isEqualTo(id);
      assertThatIllegalArgumentException().isThrownBy(() -> plain.withModel(id));
    }
    assertThat(plain.withModel("pencil-2.0_b").model()).isEqualTo("pencil-2.0_b");
  }

  @Test
  void takesModelsInPlaceOfThoseThatItsProviderKnows() {
    ModelTable wider = ModelTable.of(Model.of("Pencil", "pencil", "pencil-2"));
    HttpConfig wide = CONFIG.withModels(wider);

    assertThat(wide.models()).isEqualTo(wider);
    assertThat(wide.checkedBy("pencil-2")).isPresent();
    assertThat(wide.withChecks(false).checkedBy("pencil-2")).isEmpty();
    assertThat(CONFIG.checkedBy("pencil-2")).isEmpty();
  }

  @Test
  void takesTheSettingsThatItsProviderNames() {
    HttpConfig config = HttpConfig.of(PRESET.withSettings("payer", "version"));

    assertThat(config.withSetting("payer", "org-1").setting("payer")).contains("org-1");
    assertThat(config.setting("payer")).isEmpty();
    assertThat(config).isNotEqualTo(config.withSetting("payer", "org-1"));
    assertThatIllegalArgumentException().isThrownBy(() -> config.withSetting("prayer", "org-1"));
    for (String value : List.of("", " ", "a b", "a\nb", "a&b=c", "ü", "../a")) {
      assertThatIllegalArgumentException().isThrownBy(() -> config.withSetting("payer", value));
    }
  }

  @Test
  void wantsAKeyThatFitsAHeader() {
    assertThatThrownBy(CONFIG::checkEnvironment)
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining(
            "there is no API key: set HttpConfig.withApiKey, or the variable MASKLOOM_NO_SUCH_KEY");
    assertThatThrownBy(() -> CONFIG.withApiKey(() -> "sk-1\nsk-2").key())
        .isInstanceOf(FusionAccessException.class)
        .hasMessageNotContaining("sk-1");
    assertThat(CONFIG.withApiKey(() -> "sk-1\n").key()).isEqualTo("sk-1");
  }

  @Test
  void needsNoKeyWhereThereIsNoVariable() {
    HttpConfig open = HttpConfig.of(preset("mine", ""));
    open.checkEnvironment();
    assertThat(open.key()).isEmpty();
    assertThat(open.withApiKey("sk-1").key()).isEqualTo("sk-1");
  }

  @Test
  void tellsThatASupplierOfKeysFailedButNotInItsWords() {
    Supplier<String> sealed =
        () -> {
          throw new IllegalStateException("the vault of sk-1 is sealed");
        };

    assertThatExceptionOfType(FusionAccessException.class)
        .isThrownBy(() -> CONFIG.withApiKey(sealed).key())
        .withMessageNotContaining("vault of sk-1")
        .withCauseInstanceOf(IllegalStateException.class)
        .satisfies(failure -> assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT))
        .satisfies(failure -> assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER));
  }

  @Test
  void isOpenedWithItsOwnOrTheStandardOne() {
    HttpConfig own = CONFIG.withModel("brush");

    assertThat(HttpConfig.of(PRESET, own)).isSameAs(own);
    assertThat(HttpConfig.of(PRESET, new ProviderConfig.Defaults("mine"))).isEqualTo(CONFIG);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpConfig.of(PRESET, HttpConfig.of(preset("other", ""))))
        .withMessageStartingWith("the provider mine takes an HttpConfig of its own, not a ")
        .withMessageEndingWith(" of other");
    assertThatIllegalArgumentException().isThrownBy(() -> HttpConfig.of(PRESET, () -> "mine"));
  }

  @Test
  void aLimitThatIsNotPositiveIsRefusedByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withMaxConcurrentCalls(0))
        .withMessage("maxConcurrentCalls must be positive, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withImagesPerMinute(0))
        .withMessage("imagesPerMinute must be positive, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withMaxImageBytes(0))
        .withMessage("maxImageBytes must be positive, not 0");
  }

  @Test
  void refusesAClientThatSpeaksHttp2ByPriorKnowledge() {
    OkHttpClient client =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withHttpClient(client))
        .withMessageContaining("H2_PRIOR_KNOWLEDGE");
  }

  @Test
  void takesAClientThatWouldChooseHttp2() {
    OkHttpClient client = new OkHttpClient();

    assertThat(CONFIG.withHttpClient(client).isClientGiven()).isTrue();
  }

  @Test
  void takesNamesOfHostsAndNoAddressesOfPagesForDownloads() {
    assertThat(CONFIG.withDownloadHosts("B.com", "::1", "a.cn").downloadHosts())
        .containsExactly("::1", "a.cn", "b.com");
    for (String host : List.of("", " ", "https://a.cn", "a.cn/b", ".a.cn", "*.a.cn")) {
      assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withDownloadHosts(host));
    }
  }
}
