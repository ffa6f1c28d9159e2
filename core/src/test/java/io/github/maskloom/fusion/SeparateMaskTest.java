package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Masks, and paint, that travel as images of their own; and previews on their way back. */
class SeparateMaskTest extends InFusionFolder {
  private final CompletableFuture<BufferedImage> mask = new CompletableFuture<>();
  private final CompletableFuture<ProviderInput.Image> sent = new CompletableFuture<>();

  private ScriptedProvider taking(ProviderCapabilities able) {
    return new ScriptedProvider(
        "apart",
        able,
        (request, call) -> {
          mask.complete(read(request.mask().orElseThrow()));
          sent.complete(request.mask().orElseThrow());
          deliver(call, 0, picture(6, 4));
          return ProviderResponse.NONE;
        });
  }

  private static BufferedImage read(ProviderInput.Image image) throws IOException {
    try (InputStream stream = image.source().open()) {
      return ImageIO.read(stream);
    }
  }

  private static ProviderCapabilities apart(MaskTransport transport) {
    return ScriptedProvider.able().withMask(transport);
  }

  @Test
  void readersOfAlphaAndOfGrayEditTheSamePixels() throws IOException {
    files.fuse(
        taking(apart(MaskTransport.SEPARATE_IMAGE).withMask(MaskConvention.TRANSPARENT_EDITS)),
        files.request().build());

    for (int y = 0; y < mask.join().getHeight(); y++) {
      for (int x = 0; x < mask.join().getWidth(); x++) {
        int argb = mask.join().getRGB(x, y);
        assertThat(argb & 0xFF).as("gray at %d,%d", x, y).isEqualTo(255 - (argb >>> 24));
      }
    }
    assertThat(mask.join().getRGB(5, 5) >>> 24).isLessThan(255);
    assertThat(mask.join().getRGB(50, 30) >>> 24).isEqualTo(255);
  }

  @Test
  void aMaskHasLimitsOfItsOwn() throws IOException {
    files.fuse(
        taking(
            apart(MaskTransport.SEPARATE_IMAGE)
                .withInputLimits(UploadLimits.NONE.withMediaTypes("image/jpeg"))
                .withMask(UploadLimits.NONE.withMediaTypes("image/png"))),
        files.request().build());

    assertThat(sent.join().mediaType()).isEqualTo("image/png");
  }

  @Test
  void paintTravelsAsALayerOfItsOwn() throws IOException {
    files.fuse(taking(apart(MaskTransport.PAINT_OVERLAY)), files.request().build());

    assertThat(mask.join().getRGB(5, 5) >>> 24).isPositive();
    assertThat(mask.join().getRGB(5, 5) & 0xFF)
        .isGreaterThan(mask.join().getRGB(5, 5) >> 16 & 0xFF);
    assertThat(mask.join().getRGB(50, 30)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"SEPARATE_IMAGE", "PAINT_OVERLAY", "PAINTED_INTO_PHOTO"})
  void aMaskWithNothingPaintedIsRefusedHoweverItTravels(MaskTransport transport)
      throws IOException {
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB), "png", empty);
    ScriptedProvider provider = taking(apart(transport));

    assertThatThrownBy(
            () ->
                files.fuse(
                    provider, files.request().mask(ImageSource.of(empty.toByteArray())).build()))
        .isInstanceOfSatisfying(
            FusionRequestException.EmptyMaskException.class,
            e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT))
        .hasMessageContaining("nothing is painted");
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void previewsAreOnDiskUntilTheResultIsClosed() throws IOException {
    List<Path> previews = new CopyOnWriteArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              for (int number = 0; number < 2; number++) {
                ImageTarget target = call.preview(0, number).orElseThrow();
                try (ImageTarget.Draft draft = target.openDraft()) {
                  draft.stream().write(number);
                  draft.commit();
                }
              }
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            if (progress instanceof FusionProgress.Preview preview) {
              assertThat(preview.number()).isEqualTo(previews.size());
              previews.add(preview.image().path().orElseThrow());
            }
          }
        };
    try (FusionClient client = FusionClient.open(provider, files.config().build())) {
      FusionResult result = taken(client.fuse(files.request().listener(listener).build()));
      while (previews.size() < 2) {
        Thread.onSpinWait();
      }
      assertThat(previews).hasSize(2).allSatisfy(file -> assertThat(file).exists());
      assertThat(Files.readAllBytes(previews.get(1))).containsExactly(1);
      result.close();
    }
    assertThat(previews).allSatisfy(file -> assertThat(file).doesNotExist());
  }
}
