package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call gives. */
class FusionResultTest extends InFusionFolder {
  @Test
  void theImagesComeInOrderUntilTheResultIsClosed() throws IOException {
    Path kept = folder.resolve("kept.png");
    fused(
        answering(),
        request().count(3).build(),
        result -> {
          assertThat(result.images()).extracting(FusedImage::index).containsExactly(0, 1, 2);
          assertThat(result.image().mediaType()).isEqualTo("image/png");
          assertThat(result.image().width()).isEqualTo(30);
          assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1", "image-2");
          assertThat(result.surplus()).isEqualTo(SurplusImages.NONE);
          assertThat(result.record().toJson()).doesNotContain("Surplus");
          result.image().writeTo(kept);
        });
    assertThat(kept).hasBinaryContent(picture(30, 20));
  }

  @Test
  void aResultThatIsClosedSaysSo() throws IOException {
    try (FusionClient client = open(answering())) {
      FusionResult result = taken(client.fuse(request().build()));
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
  void anImageSaysHowItsFileShouldEnd(String mediaType, String extension) {
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
  void whatWasPaintedIsCountedInTheSceneOrRestored() throws IOException {
    ScriptedProvider apart =
        acting(
            ScriptedProvider.able().withMask(MaskTransport.SEPARATE_IMAGE),
            (request, call) -> deliver(call, 0, picture(6, 4)));
    ResultCheck quarter =
        result -> assertThat(result.mask().orElseThrow().coverage()).isEqualTo(0.25);

    fused(answering(), request().build(), quarter);
    fused(apart, restoring(), quarter);
    fused(apart, request().build(), result -> assertThat(result.mask()).isEmpty());
  }

  @Test
  void whatWasNotPaintedIsBroughtBack() throws IOException {
    fused(
        answering(),
        request().restore(RestoreOptions.DEFAULT.withFeather(0)).build(),
        result -> {
          FusedImage image = result.image();
          BufferedImage restored = ImageIO.read(image.file().toFile());
          assertThat(restored.getWidth()).isEqualTo(60);
          assertThat(restored.getRGB(5, 5)).isEqualTo(0xFF777777);
          assertThat(restored.getRGB(50, 30)).isEqualTo(0xFF000000);
          assertThat(image.restored().orElseThrow().restored().flatMap(Restored::unpainted))
              .hasValueSatisfying(
                  unpainted -> assertThat(unpainted.changed()).isEqualTo(60 * 40 * 3 / 4));
          assertThat(image.modelImage().width()).isEqualTo(30);
        });
  }

  @Test
  void imagesThatNobodyAskedForAreKeptAndMayBeBegunAgain() throws IOException {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              call.image(5).openDraft().close();
              deliver(call, 5, picture(6, 4));
              assertThatThrownBy(() -> call.image(5)).isInstanceOf(IllegalStateException.class);
              deliver(call, 1, picture(6, 4));
            });
    fused(
        provider,
        request().build(),
        result -> {
          assertThat(result.images()).extracting(FusedImage::index).containsExactly(1, 5);
          assertThat(result.record().asked().images()).isEqualTo(1);
          assertThat(result.record().received().images()).isEqualTo(2);
        });
  }

  /** A provider that leaves images where they are. */
  private static ScriptedProvider leaving(List<Optional<String>> links) {
    return acting(
        (request, call) -> {
          deliver(call, 0, picture(6, 4));
          links.forEach(call::imageLeft);
        });
  }

  @Test
  void aResultSaysHowManyImagesWereLeftAndWhereTheyAre() throws IOException {
    String signed = "https://host/picture.png?signature=secret";
    fused(
        leaving(List.of(Optional.of(signed), Optional.empty())),
        request().build(),
        result -> {
          assertThat(result.images()).hasSize(1);
          assertThat(result.surplus()).isEqualTo(new SurplusImages(2, List.of(signed)));
          assertThat(result.surplus().toString()).contains("2").doesNotContain("host", "secret");
        });
    assertRecorded(FusionRecord.Outcome.SUCCEEDED, Delivery.ACCEPTED);
    assertThat(journal.get(0).received().surplus()).isEqualTo(2);
    assertThat(journal.get(0).toJson())
        .contains("\"imagesSurplus\":2")
        .doesNotContain("host", "secret");
  }

  @Test
  void linksOfImagesThatWereLeftAreBounded() throws IOException {
    String longest = "https://host/" + "x".repeat((8 << 10) - 13);
    List<Optional<String>> links = new ArrayList<>();
    links.add(Optional.of(longest + "x"));
    links.addAll(Collections.nCopies(1000, Optional.of(longest)));
    fused(
        leaving(links),
        request().build(),
        result -> {
          assertThat(result.surplus().count()).isEqualTo(1001);
          assertThat(result.surplus().links()).hasSize(128).containsOnly(longest);
        });
  }
}
