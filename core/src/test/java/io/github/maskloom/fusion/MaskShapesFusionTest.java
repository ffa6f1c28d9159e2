package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport.PAINTED_INTO_PHOTO;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
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
  private static final List<MaskTransport> TRANSPORTS =
      List.of(PAINTED_INTO_PHOTO, MaskTransport.SEPARATE_IMAGE, MaskTransport.PAINT_OVERLAY);

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void aFusionTakesWhatTheTableSays(Row row) throws IOException {
    ImageSource photo = ImageSource.of(row.photo());
    ImageSource strokes = ImageSource.of(row.strokes());
    for (MaskTransport transport : TRANSPORTS) {
      ScriptedProvider provider =
          acting(
              ScriptedProvider.able().withMask(transport),
              (sent, call) -> deliver(call, 0, picture(30, 20)));
      try (FusionClient client = open(provider)) {
        for (MaskFit fit : MaskFit.values()) {
          FusionRequest.Builder request =
              FusionRequest.builder(photo)
                  .mask(strokes)
                  .maskOptions(MaskOptions.DEFAULT.withFit(fit))
                  .wholeAnswer();
          for (FusionRequest asked :
              List.of(
                  request.build(),
                  request.restore(RestoreOptions.DEFAULT).build(),
                  request.focus().build())) {
            int before = provider.requests().size();
            Throwable thrown = failure(client, asked);
            String outcome =
                thrown == null ? "taken" : ((SizeMismatchException) thrown).reason().toString();
            assertThat(outcome).as("%s", transport).isEqualTo(row.outcomes().get(fit));
            assertThat(provider.requests()).hasSize(before + (thrown == null ? 1 : 0));
          }
        }
      }
    }
  }
}
