package io.github.maskloom.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import org.junit.jupiter.api.Test;

/** What is known of models. */
class ModelsTest {
  @Test
  void theMaskIsABlackAndWhitePngOfItsOwn() {
    ProviderCapabilities able = new DashScopeProvider().capabilities();

    assertThat(able.mask().transport()).isEqualTo(MaskTransport.SEPARATE_IMAGE);
    assertThat(able.mask().convention()).isEqualTo(MaskConvention.binary(127));
    assertThat(able.maskLimits().mediaTypes()).containsExactly("image/png");
    assertThat(able.inputLimits().minSide()).isEqualTo(512);
    assertThat(able.inputLimits().maxSide()).isEqualTo(4096);
    assertThat(able.inputLimits().maxBytes()).isEqualTo(10_000_000);
    assertThat(able.queuesJobs()).isTrue();
    assertThat(able.references().max()).isZero();
    assertThat(able.maxImages()).isEqualTo(4);
  }

  @Test
  void ofAModelThatNobodyKnowsAnyNumberMayBeAskedFor() {
    HttpConfig config = DashScopeProvider.config().withModel("wan-9");

    assertThat(
            new DashScopeProvider()
                .capabilities(config, DashScopeFixture.request().options())
                .maxImages())
        .isGreaterThan(1000);
  }
}
