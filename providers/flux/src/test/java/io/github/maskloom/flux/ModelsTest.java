package io.github.maskloom.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
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

  @Test
  void aFamilyWithOtherValuesTakesItsPlace() {
    Model own =
        FluxModels.KNOWN
            .find(FluxProvider.DEFAULT_MODEL)
            .orElseThrow()
            .withIds("flux-pro-2.0-fill")
            .withInputLimits(UploadLimits.NONE.withMaxSide(1024))
            .withRetirement(Retirement.since("2027-01-01", "next"));
    HttpConfig config =
        FluxProvider.config().withModels(FluxModels.KNOWN.with(own)).withModel("flux-pro-2.0-fill");

    assertThat(
            new FluxProvider().capabilities(config, FluxFixture.request().options()).inputLimits())
        .isEqualTo(own.images().limits());
    assertThat(config.models().retirement("flux-pro-2.0-fill").map(Retirement::toString))
        .contains("since 2027-01-01; in its place: next");
  }
}
