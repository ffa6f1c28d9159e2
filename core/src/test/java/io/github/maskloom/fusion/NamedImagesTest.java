package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats and sizes of images of models: restored, and where they are written. */
class NamedImagesTest extends InFusionFolder {
  private Path jpegRoom() throws IOException {
    return Files.write(folder.resolve("room.jpg"), TestJpegs.baseline(60, 40, 3));
  }

  private FusionRequest.Builder request(Path photo) {
    return FusionRequest.builder(photo).mask(files.mask());
  }

  private void fused(FusionRequest.Builder request, ResultCheck check) throws IOException {
    fused(ScriptedProvider.answering(), request.build(), check);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegPhotoStaysAJpeg(boolean focused) throws IOException {
    FusionRequest.Builder request = request(jpegRoom());
    fused(
        focused ? request.focus() : request.restore(RestoreOptions.DEFAULT),
        result -> {
          assertThat(result.image().mediaType()).isEqualTo("image/jpeg");
          assertThat(result.image().file().toString()).endsWith("restored-0.jpg");
          assertThat(result.image().restored().orElseThrow().strategy()).isEqualTo(Strategy.SPLICE);
        });
  }

  @Test
  void aPngPhotoStaysAPngAndAStatedFormatOverrides() throws IOException {
    fused(
        request(files.room()).restore(RestoreOptions.DEFAULT),
        result -> assertThat(result.image().mediaType()).isEqualTo("image/png"));
    fused(
        request(jpegRoom()).restore(RestoreOptions.DEFAULT).format(OutputFormat.PNG),
        result -> assertThat(result.image().mediaType()).isEqualTo("image/png"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRestoredImageIsLabeledOnlyIfThatIsAskedFor(boolean asked) throws IOException {
    FusionRequest.Builder request = request(jpegRoom()).restore(RestoreOptions.DEFAULT);
    fused(
        asked ? request.output(OutputOptions.DEFAULT.withLabel(AiLabel.COMPOSITE)) : request,
        result -> {
          String file = Files.readString(result.image().file(), ISO_8859_1);
          assertThat(file.contains(AiLabel.COMPOSITE_SOURCE)).isEqualTo(asked);
        });
  }

  @Test
  void anImageIsCopiedUnderItsOwnExtensionAndConvertedUnderAnother() throws IOException {
    fused(
        request(files.room()),
        result -> {
          byte[] made = Files.readAllBytes(result.image().file());
          Path same = folder.resolve("same.PNG");
          Path unnamed = folder.resolve("unnamed");
          Path other = folder.resolve("other.jpeg");
          result.image().writeTo(same);
          result.image().writeTo(unnamed);
          result.image().writeTo(other);

          assertThat(same).hasBinaryContent(made);
          assertThat(unnamed).hasBinaryContent(made);
          assertThat(Files.readAllBytes(other)).startsWith(0xFF, 0xD8);
          assertThat(ImageIO.read(other.toFile()).getRGB(15, 10) & 0xFF).isBetween(0x75, 0x79);
        });
  }

  @Test
  void aNameThatIsNotWrittenIsRefusedAndTheImageStays() throws IOException {
    fused(
        request(files.room()).wholeAnswer(),
        result -> {
          Path kept = result.image().file();
          assertThatIllegalArgumentException()
              .isThrownBy(() -> result.image().writeTo(folder.resolve("fused.gif")))
              .withMessageContaining("only as .jpg, .jpeg, .jpe, .jfif, .png")
              .satisfies(
                  e -> assertThat(e.getSuppressed()[0]).hasMessageContaining(kept.toString()));
        });
    assertThat(files.temporaryFiles()).containsExactly("image-0");
    assertThat(folder.resolve("fused.gif")).doesNotExist();
    files.assertOnlyImagesLeft();
  }

  @Test
  void anObjectOfAStoreIsNamedToo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fused(
        request(files.room()),
        result -> result.image().writeTo(ImageTarget.of(bytes).named("rooms/17.jpg")));

    assertThat(bytes.toByteArray()).startsWith(0xFF, 0xD8);
  }

  /** What is noted of images of a model that makes such sizes. */
  private List<String> notes(Sizes sizes, FusionRequest.Builder request, byte[]... images)
      throws IOException {
    ScriptedProvider provider =
        acting(
            ScriptedProvider.able().withSizes(sizes),
            (sent, call) -> {
              for (int i = 0; i < images.length; i++) {
                deliver(call, i, images[i]);
              }
            });
    try (FusionClient client = open(provider);
        FusionResult result =
            FusionFolder.taken(client.fuse(request.restore(RestoreOptions.DEFAULT).build()))) {
      return result.record().received().notes();
    }
  }

  @Test
  void anAnswerOfAnotherSizeThanAskedIsSaidInTheRecord() throws IOException {
    assertThat(
            notes(
                Sizes.NONE.withPixels(1, 1_000_000, 4),
                request(files.room()).size(OutputSize.of(1056, 640)).count(2),
                picture(1056, 640),
                picture(900, 600)))
        .containsExactly("image 2 came with 900x600 pixels, and 1056x640 were asked for");
    assertThat(notes(Sizes.NONE.withPhotoSize(), request(files.room()), picture(30, 20)))
        .containsExactly("image 1 came with 30x20 pixels, and 60x40 were asked for");
  }
}
