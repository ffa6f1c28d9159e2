package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.able;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestProfiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider is given, and what is refused before. */
class FusionInputTest extends InFusionFolder {
  /** What a provider was given, whose images were read while it had them. */
  private record Sent(
      ProviderRequest request, String file, BufferedImage photo, Optional<BufferedImage> mask) {
    BufferedImage paint() {
      return mask.orElse(photo);
    }
  }

  /** What a provider is given that can do so. */
  private Sent sent(ProviderCapabilities able, FusionRequest.Builder request) throws IOException {
    CompletableFuture<Sent> sent = new CompletableFuture<>();
    fused(giving(able, sent), request.build());
    return sent.join();
  }

  private static ScriptedProvider giving(ProviderCapabilities able, CompletableFuture<Sent> sent) {
    return acting(
        able,
        (request, call) -> {
          byte[] file = bytes(request.photo());
          Optional<BufferedImage> mask = Optional.empty();
          if (request.mask().isPresent()) {
            mask = Optional.of(image(bytes(request.mask().orElseThrow())));
          }
          sent.complete(new Sent(request, new String(file, ISO_8859_1), image(file), mask));
          deliver(call, 0, picture(60, 40));
        });
  }

  private static byte[] bytes(ProviderInput.Image image) throws IOException {
    // Opened twice, as a retry would.
    image.source().open().close();
    try (InputStream stream = image.source().open()) {
      return stream.readAllBytes();
    }
  }

  private static BufferedImage image(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static ProviderCapabilities apart() {
    return able().withMask(MaskTransport.SEPARATE_IMAGE);
  }

  private static void assertMoreBlueThanRed(int argb) {
    assertThat(argb & 0xFF).isGreaterThan(argb >> 16 & 0xFF);
  }

  @Test
  void theMaskIsPaintedIntoTheSceneUnlessTheProviderTakesItApart() throws IOException {
    Sent sent = sent(able(), request());

    assertThat(sent.mask).isEmpty();
    assertThat(sent.request.photo().mediaType()).isEqualTo("image/jpeg");
    assertMoreBlueThanRed(sent.photo.getRGB(5, 5));
    assertThat(sent.photo.getRGB(50, 30) & 0xFFFFFF).isLessThan(0x080808);
  }

  @Test
  void paintTravelsAsALayerOfItsOwn() throws IOException {
    BufferedImage mask = sent(able().withMask(MaskTransport.PAINT_OVERLAY), request()).paint();

    assertThat(mask.getRGB(5, 5) >>> 24).isPositive();
    assertMoreBlueThanRed(mask.getRGB(5, 5));
    assertThat(mask.getRGB(50, 30)).isZero();
  }

  @Test
  void readersOfAlphaAndOfGrayEditTheSamePixels() throws IOException {
    BufferedImage mask =
        sent(apart().withMask(MaskConvention.TRANSPARENT_EDITS), request()).paint();

    for (int y = 0; y < mask.getHeight(); y++) {
      for (int x = 0; x < mask.getWidth(); x++) {
        int argb = mask.getRGB(x, y);
        assertThat(argb & 0xFF).as("gray at %d,%d", x, y).isEqualTo(255 - (argb >>> 24));
      }
    }
    assertThat(mask.getRGB(5, 5) >>> 24).isLessThan(255);
    assertThat(mask.getRGB(50, 30) >>> 24).isEqualTo(255);
  }

  @Test
  void aMaskHasLimitsOfItsOwn() throws IOException {
    ProviderCapabilities able =
        apart()
            .withInputLimits(UploadLimits.NONE.withMediaTypes("image/jpeg"))
            .withMask(UploadLimits.NONE.withMediaTypes("image/png"));
    assertThat(sent(able, request()).request.mask().orElseThrow().mediaType())
        .isEqualTo("image/png");
  }

  @Test
  void aMaskThatTravelsApartHasTheScenesSize() throws IOException {
    Sent sent =
        sent(
            apart()
                .withMask(MaskConvention.binary(0))
                .withInputLimits(UploadLimits.NONE.withMaxSide(30)),
            request());

    assertThat(sent.request.photo().width()).isEqualTo(30);
    assertThat(sent.paint().getWidth()).isEqualTo(30);
    assertThat(sent.paint().getHeight()).isEqualTo(20);
    assertThat(sent.paint().getRGB(5, 5) & 0xFF).isEqualTo(255);
    assertThat(sent.paint().getRGB(25, 15) & 0xFF).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"SEPARATE_IMAGE", "PAINTED_INTO_PHOTO"})
  void nothingIsSentOfWhereThePhotoWasTaken(MaskTransport transport) throws IOException {
    String place = "48 deg 51' N";
    byte[] gps =
        ExifBlocks.withDirectory(
            ByteOrder.BIG_ENDIAN, 0x8825, 2, place.getBytes(StandardCharsets.US_ASCII));
    gps[ExifBlocks.ORIENTATION_AT + 1] = 1;
    byte[] photo = JpegEdits.withExif(TestJpegs.baseline(60, 40, 3), gps);

    Sent sent =
        sent(
            able().withMask(transport),
            FusionRequest.builder(ImageSource.of(photo)).mask(files.mask()).prompt("a sofa"));

    assertThat(sent.file).doesNotContain(place, "Exif");
  }

  @Test
  void aSceneInDisplayP3IsSentAsSrgb() throws Exception {
    byte[] plain = Files.readAllBytes(files.room());
    byte[] wide = PngFiles.withProfile(plain, TestProfiles.displayP3().encode());

    Sent sent = sent(able(), FusionRequest.builder(ImageSource.of(wide)));

    assertThat(sent.file).doesNotContain("ICC_PROFILE", "iCCP");
  }

  @Test
  void aMaskThatIsNoFileIsPaintByDefault() throws IOException {
    ImageSource strokes = ImageSource.of(Files.readAllBytes(files.mask()));
    assertThat(request().mask(strokes).build().maskOptions().convention())
        .isEqualTo(MaskConvention.PAINTED);
    assertMoreBlueThanRed(sent(able(), request().mask(strokes)).photo.getRGB(5, 5));
  }

  @Test
  void aSourceThatOpensOnceIsCopiedOrRefused() throws IOException {
    byte[] strokes = Files.readAllBytes(files.mask());
    ImageSource once = ImageSource.once(new ByteArrayInputStream(strokes));

    assertThatThrownBy(() -> FusionRequest.builder(once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the photo can be opened only once");
    assertThatThrownBy(() -> request().reference(once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the reference can be opened only once");
    assertThatThrownBy(() -> request().mask(once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mask can be opened only once; copySources(true) has it copied");
    sent(able(), request().mask(once).copySources(true));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAINTED_INTO_PHOTO", "SEPARATE_IMAGE"})
  void whatStrokesEncloseIsSentAsPaintedIfThatIsAskedFor(MaskTransport transport)
      throws IOException {
    CompletableFuture<Sent> sent = new CompletableFuture<>();
    MaskOptions filled =
        MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0xFFFFFF, 255));
    fused(
        giving(able().withMask(transport).withMask(MaskConvention.WHITE_EDITS), sent),
        request()
            .mask(files.frame())
            .maskOptions(filled)
            .restore(RestoreOptions.DEFAULT.withFeather(0).withGrow(3))
            .build(),
        result -> {
          assertThat(sent.join().paint().getRGB(45, 25) & 0xFF).isGreaterThan(240);
          assertThat(result.mask().orElseThrow().filledPixels()).isEqualTo(19 * 9);
          BufferedImage restored = ImageIO.read(result.image().file().toFile());
          assertThat(restored.getRGB(45, 25)).isEqualTo(0xFF777777);
          assertThat(restored.getRGB(32, 25)).isEqualTo(0xFF777777);
          assertThat(restored.getRGB(31, 25)).isEqualTo(0xFF000000);
        });
  }

  @Test
  void whatIsSentIsShrunkToTheProvidersLimitsAndTheCallers() throws IOException {
    ScriptedProvider provider = answering();
    fused(provider, config().maxUploadSide(24), request().build(), result -> {});

    ProviderRequest request = provider.requests().get(0);
    assertThat(request.photo().width()).isEqualTo(24);
    assertThat(request.photo().height()).isEqualTo(16);
    assertThat(((ProviderInput.Image) request.references().get(0)).width()).isEqualTo(12);
  }

  @Test
  void referencesAreHandedOverInTheCallersOrderAndLinksAsTheyAre() throws IOException {
    URI link = URI.create("https://pictures.example/sofa.jpg?signature=s3cret");

    ProviderRequest request =
        sent(
                able().withLinkedReferences(true),
                FusionRequest.builder(files.room()).reference(link).reference(files.sofa()))
            .request;

    assertThat(request.references().get(0)).isEqualTo(new ProviderInput.Link(link));
    assertThat(request.references().get(1)).isInstanceOf(ProviderInput.Image.class);
    assertThat(request.toString()).doesNotContain("s3cret");
  }

  @Test
  void whatIsSaidOfAReferenceIsHandedOverUnread() throws IOException {
    record Fabric(String name) implements ProviderOptions {}

    List<ProviderInput> references =
        sent(
                able(),
                FusionRequest.builder(files.room())
                    .reference(ImageSource.of(files.sofa()), new Fabric("linen"))
                    .reference(files.sofa()))
            .request
            .references();

    assertThat(((ProviderInput.Image) references.get(0)).options().get(Fabric.class))
        .contains(new Fabric("linen"));
    assertThat(((ProviderInput.Image) references.get(1)).options().get(Fabric.class)).isEmpty();
  }

  @Test
  void noMaskIsNeededWhereThePromptSaysEnough() throws IOException {
    Sent sent = sent(able(), FusionRequest.builder(files.room()).prompt("a red sofa"));

    assertThat(sent.mask).isEmpty();
    assertThat(sent.request.photo().mediaType()).isEqualTo("image/png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "reference 2"})
  void anImageThatIsAFolderIsNamed(String role) throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(role.equals("photo") ? folder : files.room())
            .mask(role.equals("mask") ? folder : files.mask())
            .reference(files.sofa())
            .reference(role.equals("reference 2") ? folder : files.sofa());

    assertThat(failure(answering(), request.build()))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": the " + role + " is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "reference 1"})
  void anImageThatIsBrokenIsNamed(String role) throws IOException {
    Path broken =
        switch (role) {
          case "photo" -> files.room();
          case "mask" -> files.mask();
          default -> files.sofa();
        };
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length / 2] ^= 0x40;
    Files.write(broken, bytes);

    assertThat(failure(answering(), request().build()))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith(role + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "reference 1"})
  void aJpegThatIsCutShortIsNotPaidFor(String role) throws IOException {
    byte[] jpeg = TestJpegs.baseline(60, 40, 3);
    Path cut = role.equals("photo") ? files.room() : files.sofa();
    Files.write(cut, Arrays.copyOf(jpeg, jpeg.length / 2));
    ScriptedProvider separate = acting(apart(), (request, call) -> {});

    assertThat(failure(separate, request().build()))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith(role + ": ");
    assertThat(separate.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 references", "2 images", "no prompt", "8K", "a link"})
  void whatTheProviderCannotDoIsRefusedBeforeAnythingIsRead(String words) throws IOException {
    ScriptedProvider provider =
        acting(
            ProviderCapabilities.DEFAULT.withPromptNeeded(true).withSizes(Sizes.of("2K")),
            (request, call) -> {});
    FusionRequest.Builder request =
        FusionRequest.builder(folder.resolve("missing.png")).prompt("x");
    switch (words) {
      case "2 references" -> request.reference(files.sofa()).reference(files.sofa());
      case "2 images" -> request.count(2);
      case "no prompt" -> request.prompt(" ");
      case "8K" -> request.size(OutputSize.named("8K"));
      default -> request.reference(URI.create("https://pictures.example/sofa.png"));
    }

    assertThat(failure(provider, request.build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining(words)
        .returns(Delivery.NOT_SENT, InFusionFolder::delivery);
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void theProviderIsToldTheCallersLimitsAndBudget() throws IOException {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxWidth(50_000);
    MemoryBudget budget = MemoryBudget.ofBytes(64 << 20);
    List<Object> told = new ArrayList<>();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              told.add(call.imageLimits());
              told.add(call.budget());
              deliver(call, 0, picture(6, 4));
            });
    FusionConfig.Builder config =
        config()
            .reading(ReadOptions.DEFAULT.withLimits(limits))
            .working(WorkOptions.DEFAULT.withBudget(budget));
    fused(provider, config, request().build(), result -> {});

    assertThat(told).containsExactly(limits, budget);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aMaskWithNothingPaintedIsRefusedHoweverItTravels(MaskTransport transport)
      throws IOException {
    ScriptedProvider provider = acting(able().withMask(transport), (request, call) -> {});

    assertThat(failure(provider, request().mask(files.emptyMask()).build()))
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("nothing is painted")
        .returns(Delivery.NOT_SENT, InFusionFolder::delivery);
    assertThat(provider.requests()).isEmpty();
  }

  /** A service would draw all the same, or refuse what cannot be told apart. */
  @ParameterizedTest
  @CsvSource({
    "0x7E0000FF, false, nothing by more than half",
    "0x7E0000FF, true, nothing by more than half",
    "0xFE0000FF, true, everything is painted",
    "0xFE0000FF, false,"
  })
  void aMaskOfOneColorIsRefusedWhereTheProviderNeedsBoth(
      String paint, boolean partial, @Nullable String why) throws IOException {
    BufferedImage strokes = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
    for (int at = 0; at < 60 * 40; at++) {
      strokes.setRGB(at % 60, at / 60, Long.decode(paint).intValue());
    }
    ImageIO.write(strokes, "png", files.mask().toFile());
    ProviderCapabilities able =
        apart().withMask(MaskConvention.BLACK_EDITS).withPartialMasks(partial);

    if (why == null) {
      assertThat(sent(able, request()).paint().getRGB(30, 20) & 0xFF).isZero();
    } else {
      ScriptedProvider provider = acting(able, (request, call) -> {});
      assertThat(failure(provider, request().build()))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining(why)
          .returns(Delivery.NOT_SENT, InFusionFolder::delivery);
      assertThat(provider.requests()).isEmpty();
    }
  }

  @Test
  void paintThatIsLessThanAPixelOfThePhotoIsCalledSo() throws IOException {
    BufferedImage strokes = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    strokes.setRGB(50, 50, 0xFFFF0000);
    ImageIO.write(strokes, "png", files.mask().toFile());
    ImageSource one = ImageSource.of(picture(1, 1));

    assertThat(failure(answering(), FusionRequest.builder(one).mask(files.mask()).focus().build()))
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("or less than a pixel of the photo");
  }

  @Test
  void restoringNeedsAMask() {
    assertThatThrownBy(
            () -> FusionRequest.builder(files.room()).restore(RestoreOptions.DEFAULT).build())
        .hasMessageContaining("mask");
  }
}
