package io.github.maskloom.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.image.MaskConvention;
import org.junit.jupiter.api.Test;

/** What is known of models. */
class ModelsTest {
  @Test
  void theMaskIsABlackAndWhitePngOfItsOwn() {
    ProviderCapabilities able = new FluxProvider().capabilities();

    assertThat(able.mask().transport()).isEqualTo(MaskTransport.SEPARATE_IMAGE);
    assertThat(able.mask().convention()).isEqualTo(MaskConvention.binary(127));
    assertThat(able.maskLimits().mediaTypes()).containsExactly("image/png");
    assertThat(able.queuesJobs()).isTrue();
    assertThat(able.references().max()).isZero();
    assertThat(able.maxImages()).isEqualTo(1);
    assertThat(able.sizes().inPixels()).isFalse();
    assertThat(able.sizes().names()).isEmpty();
  }
}
