package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.testing.MaskTable.Row;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of every shape, size and orientation, however they travel to a model. */
class MaskShapesFusionTest extends InFusionFolder {
  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void aFusionTakesWhatTheTableSays(Row row) throws IOException {
    for (MaskTransport transport :
        List.of(
            MaskTransport.PAINTED_INTO_PHOTO,
            MaskTransport.SEPARATE_IMAGE,
            MaskTransport.PAINT_OVERLAY)) {
      for (MaskFit fit : MaskFit.values()) {
        FusionRequest.Builder request =
            FusionRequest.builder(ImageSource.of(row.photo()))
                .mask(ImageSource.of(row.strokes()))
                .maskOptions(MaskOptions.DEFAULT.withFit(fit))
                .wholeAnswer();
        String said = String.valueOf(row.outcomes().get(fit));
        assertOutcome(said, transport, request);
        assertOutcome(said, transport, request.restore(RestoreOptions.DEFAULT));
        assertOutcome(said, transport, request.focus());
      }
    }
  }

  private void assertOutcome(String said, MaskTransport transport, FusionRequest.Builder request)
      throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "any",
            ScriptedProvider.able().withMask(transport),
            (sent, call) -> {
              deliver(call, 0, picture(30, 20));
              return ProviderResponse.NONE;
            });
    String outcome = "taken";
    try {
      files.fuse(provider, request.build());
    } catch (SizeMismatchException e) {
      outcome = e.reason().toString();
      assertThat(provider.requests()).isEmpty();
    }
    assertThat(outcome).as("%s", transport).isEqualTo(said);
  }
}
