package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call gives. */
class FusionResultTest extends InFusionFolder {
  @Test
  void keepsTheImagesInOrderUntilTheResultIsClosed() throws IOException {
    Path kept = folder.resolve("kept.png");
    try (FusionClient client = files.open(ScriptedProvider.answering());
        FusionResult result = taken(client.fuse(files.request().count(3).build()))) {
      assertThat(result.images()).extracting(FusedImage::index).containsExactly(0, 1, 2);
      assertThat(result.image().mediaType()).isEqualTo("image/png");
      assertThat(result.image().width()).isEqualTo(30);
      assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1", "image-2");
      assertThat(result.mask().orElseThrow().coverage()).isEqualTo(0.25);
      result.image().writeTo(kept);
    }

    assertThat(kept).hasBinaryContent(picture(30, 20));
  }

  @Test
  void aResultThatIsClosedSaysSo() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering())) {
      FusionResult result = taken(client.fuse(files.request().build()));
      result.close();

      assertThatThrownBy(() -> result.image().writeTo(folder.resolve("late.png")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the result is closed");
      assertThatThrownBy(() -> result.image().source())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the result is closed");
      assertThat(result.image().width()).isEqualTo(30);
    }
    assertThat(folder.resolve("late.png")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, png",
    "image/jpeg, jpg",
    "image/webp, webp",
    "image/x-icon, icon",
    "image/../../x, x"
  })
  void saysHowAFileOfAnImageShouldEnd(String mediaType, String extension) {
    FusedImage picture =
        (FusedImage)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FusedImage.class},
                (proxy, method, given) ->
                    method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method)
                        : mediaType);

    assertThat(picture.extension()).isEqualTo(extension);
  }

  @Test
  void countsWhatWasPaintedInTheSceneOrRestored() throws IOException {
    ScriptedProvider apart =
        new ScriptedProvider(
            "apart",
            ScriptedProvider.able().withMask(MaskTransport.SEPARATE_IMAGE),
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient painting = files.open(ScriptedProvider.answering());
        FusionClient sending = files.open(apart);
        FusionResult painted = taken(painting.fuse(files.request().build()));
        FusionResult restored =
            taken(sending.fuse(files.request().restore(RestoreOptions.DEFAULT).build()));
        FusionResult sent = taken(sending.fuse(files.request().build()))) {
      assertThat(painted.mask().orElseThrow().coverage()).isEqualTo(0.25);
      assertThat(restored.mask().orElseThrow().coverage()).isEqualTo(0.25);
      assertThat(sent.mask()).isEmpty();
    }
  }

  @Test
  void bringsBackWhatWasNotPainted() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering());
        FusionResult result =
            taken(
                client.fuse(
                    files.request().restore(RestoreOptions.DEFAULT.withFeather(0)).build()))) {
      FusedImage image = result.image();
      BufferedImage restored = ImageIO.read(image.file().toFile());
      assertThat(restored.getWidth()).isEqualTo(60);
      assertThat(restored.getRGB(5, 5)).isEqualTo(0xFF777777);
      assertThat(restored.getRGB(50, 30)).isEqualTo(0xFF000000);
      assertThat(
              image
                  .restored()
                  .flatMap(CompositeReport::restored)
                  .flatMap(Restored::unpainted)
                  .orElseThrow()
                  .pixels())
          .hasValueSatisfying(counts -> assertThat(counts.changed()).isEqualTo(60 * 40 * 3 / 4));
      assertThat(image.modelImage().width()).isEqualTo(30);
    }
  }

  @Test
  void keepsImagesThatNobodyAskedFor() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 5, picture(6, 4));
              deliver(call, 1, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = files.open(provider);
        FusionResult result = taken(client.fuse(files.request().count(1).build()))) {
      assertThat(result.images()).extracting(FusedImage::index).containsExactly(1, 5);
      assertThat(result.record().asked().images()).isEqualTo(1);
      assertThat(result.record().received().images()).isEqualTo(2);
    }
  }

  @Test
  void saysHowManyImagesWereLeftAndWhereTheyAre() throws IOException {
    String signed = "https://host/picture.png?signature=secret";
    List<FusionRecord> records = new ArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              call.imageLeft(Optional.of(signed));
              call.imageLeft(Optional.empty());
              return ProviderResponse.NONE;
            });
    FusionConfig config = files.config().journal(records::add).build();
    try (FusionClient client = FusionClient.open(provider, config);
        FusionResult result = taken(client.fuse(files.request().build()))) {
      assertThat(result.images()).hasSize(1);
      assertThat(result.surplus()).isEqualTo(new SurplusImages(2, List.of(signed)));
      assertThat(result.surplus().toString()).contains("2").doesNotContain("host", "secret");
      assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.SUCCEEDED);
    }

    assertThat(records.get(0).received().surplus()).isEqualTo(2);
    assertThat(records.get(0).toJson())
        .contains("\"imagesSurplus\":2")
        .doesNotContain("host", "secret");
  }

  @Test
  void linksOfImagesThatWereLeftAreBounded() throws IOException {
    String longest = "https://host/" + "x".repeat((8 << 10) - 13);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              call.imageLeft(Optional.of(longest + "x"));
              for (int i = 0; i < 1000; i++) {
                call.imageLeft(Optional.of(longest));
              }
              return ProviderResponse.NONE;
            });
    try (FusionClient client = files.open(provider);
        FusionResult result = taken(client.fuse(files.request().build()))) {
      assertThat(result.surplus().count()).isEqualTo(1001);
      assertThat(result.surplus().links()).hasSize(128).containsOnly(longest);
    }
  }

  @Test
  void saysNothingOfImagesThatWereNotLeft() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering());
        FusionResult result = taken(client.fuse(files.request().build()))) {
      assertThat(result.surplus()).isEqualTo(SurplusImages.NONE);
      assertThat(result.record().toJson()).doesNotContain("Surplus");
    }
  }

  @Test
  void anUncommittedDraftIsNoImageAndMayBeBegunAgain() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.image(0).openDraft().close();
              deliver(call, 0, picture(6, 4));
              assertThatThrownBy(() -> call.image(0)).isInstanceOf(IllegalStateException.class);
              return ProviderResponse.NONE;
            });

    files.fuse(provider, files.request().build());
  }
}
