package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
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
import io.github.maskloom.fusion.spi.ProviderResponse;
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
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider is given, and what is refused before. */
class FusionInputTest extends InFusionFolder {
  @Test
  void paintsTheMaskIntoTheSceneUnlessTheProviderTakesItApart() throws IOException {
    CompletableFuture<BufferedImage> scene = new CompletableFuture<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              scene.complete(read(request.photo()));
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    files.fuse(provider, files.request().build());

    ProviderRequest request = provider.requests().get(0);
    assertThat(request.mask()).isEmpty();
    assertThat(request.photo().mediaType()).isEqualTo("image/jpeg");
    assertThat(scene.join().getRGB(5, 5) & 0xFF)
        .isGreaterThan(scene.join().getRGB(5, 5) >> 16 & 0xFF);
    assertThat(scene.join().getRGB(50, 30) & 0xFFFFFF).isLessThan(0x080808);
  }

  @ParameterizedTest
  @EnumSource(names = {"SEPARATE_IMAGE", "PAINTED_INTO_PHOTO"})
  void sendsNothingOfWhereThePhotoWasTaken(MaskTransport transport) throws IOException {
    String place = "48 deg 51' N";
    byte[] gps =
        ExifBlocks.withDirectory(
            ByteOrder.BIG_ENDIAN, 0x8825, 2, place.getBytes(StandardCharsets.US_ASCII));
    gps[ExifBlocks.ORIENTATION_AT + 1] = 1;
    ImageSource photo =
        ImageSource.of(JpegEdits.withExif(TestJpegs.baseline(60, 40, 3), gps)).named("room");
    CompletableFuture<byte[]> sent = new CompletableFuture<>();
    ScriptedProvider provider =
        new ScriptedProvider(
            "curious",
            ScriptedProvider.able().withMask(transport),
            (request, call) -> {
              try (InputStream stream = request.photo().source().open()) {
                sent.complete(stream.readAllBytes());
              }
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    files.fuse(provider, FusionRequest.builder(photo).mask(files.mask()).prompt("a sofa").build());

    assertThat(new String(sent.join(), StandardCharsets.ISO_8859_1)).doesNotContain(place, "Exif");
  }

  @Test
  void aSceneInDisplayP3IsSentAsSrgb() throws Exception {
    byte[] plain = files.request().build().photo().open().readAllBytes();
    byte[] wide = PngFiles.withProfile(plain, TestProfiles.displayP3().encode());
    CompletableFuture<byte[]> sent = new CompletableFuture<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              try (InputStream stream = request.photo().source().open()) {
                sent.complete(stream.readAllBytes());
              }
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    files.fuse(provider, FusionRequest.builder(ImageSource.of(wide)).build());

    assertThat(new String(sent.join(), StandardCharsets.ISO_8859_1))
        .doesNotContain("ICC_PROFILE", "iCCP");
  }

  @Test
  void aMaskThatIsNoFileIsPaintByDefault() throws IOException {
    byte[] strokes = Files.readAllBytes(files.mask());

    FusionRequest request = files.request().mask(ImageSource.of(strokes)).build();

    assertThat(request.maskOptions().convention()).isEqualTo(MaskConvention.PAINTED);
    files.fuse(ScriptedProvider.answering(), request);
  }

  @Test
  void aSourceThatOpensOnceIsCopiedOrRefused() throws IOException {
    byte[] strokes = Files.readAllBytes(files.mask());
    FusionRequest.Builder once =
        files.request().mask(ImageSource.once(new ByteArrayInputStream(strokes)));

    assertThatThrownBy(once::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mask can be opened only once; copySources(true) has it copied");
    files.fuse(ScriptedProvider.answering(), once.copySources(true).build());
  }

  @Test
  void aMaskThatTravelsApartHasTheScenesSize() throws IOException {
    CompletableFuture<BufferedImage> mask = new CompletableFuture<>();
    ScriptedProvider provider =
        new ScriptedProvider(
            "apart",
            ScriptedProvider.able()
                .withMask(MaskTransport.SEPARATE_IMAGE)
                .withMask(MaskConvention.binary(0))
                .withInputLimits(UploadLimits.NONE.withMaxSide(30)),
            (request, call) -> {
              mask.complete(read(request.mask().orElseThrow()));
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    files.fuse(provider, files.request().build());

    assertThat(provider.requests().get(0).photo().width()).isEqualTo(30);
    assertThat(mask.join().getWidth()).isEqualTo(30);
    assertThat(mask.join().getHeight()).isEqualTo(20);
    assertThat(mask.join().getRGB(5, 5) & 0xFF).isEqualTo(255);
    assertThat(mask.join().getRGB(25, 15) & 0xFF).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = MaskTransport.class,
      names = {"PAINTED_INTO_PHOTO", "SEPARATE_IMAGE"})
  void whatStrokesEncloseIsSentAsPaintedIfThatIsAskedFor(MaskTransport transport)
      throws IOException {
    CompletableFuture<BufferedImage> sent = new CompletableFuture<>();
    ScriptedProvider provider =
        new ScriptedProvider(
            "filled",
            ScriptedProvider.able().withMask(transport).withMask(MaskConvention.WHITE_EDITS),
            (request, call) -> {
              sent.complete(read(request.mask().orElse(request.photo())));
              deliver(call, 0, picture(60, 40));
              return ProviderResponse.NONE;
            });
    FusionRequest request =
        files
            .request()
            .mask(files.frame())
            .maskOptions(
                MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0xFFFFFF, 255)))
            .restore(RestoreOptions.DEFAULT.withFeather(0).withGrow(3))
            .build();

    files.fused(
        provider,
        request,
        result -> {
          assertThat(sent.join().getRGB(45, 25) & 0xFF).isGreaterThan(240);
          assertThat(result.mask().orElseThrow().filledPixels()).isEqualTo(19 * 9);
          BufferedImage restored = ImageIO.read(result.image().file().toFile());
          assertThat(restored.getRGB(45, 25)).isEqualTo(0xFF777777);
          assertThat(restored.getRGB(32, 25)).isEqualTo(0xFF777777);
          assertThat(restored.getRGB(31, 25)).isEqualTo(0xFF000000);
        });
  }

  @Test
  void shrinksWhatIsSentToTheProvidersLimitsAndTheCallers() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client =
        FusionClient.open(provider, files.config().maxUploadSide(24).build())) {
      client.fuse(files.request().build()).discard();
    }

    ProviderRequest request = provider.requests().get(0);
    assertThat(request.photo().width()).isEqualTo(24);
    assertThat(request.photo().height()).isEqualTo(16);
    assertThat(((ProviderInput.Image) request.references().get(0)).width()).isEqualTo(12);
  }

  @Test
  void handsReferencesOverInTheCallersOrderAndLinksAsTheyAre() throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "linked",
            ScriptedProvider.able().withLinkedReferences(true),
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    URI link = URI.create("https://pictures.example/sofa.jpg?signature=s3cret");

    files.fuse(
        provider,
        FusionRequest.builder(files.room()).reference(link).reference(files.sofa()).build());

    List<ProviderInput> references = provider.requests().get(0).references();
    assertThat(references.get(0)).isEqualTo(new ProviderInput.Link(link));
    assertThat(references.get(1)).isInstanceOf(ProviderInput.Image.class);
    assertThat(provider.requests().get(0).toString()).doesNotContain("s3cret");
  }

  @Test
  void handsOverWhatIsSaidOfAReferenceWithoutReadingIt() throws IOException {
    record Fabric(String name) implements ProviderOptions {}
    ScriptedProvider provider = ScriptedProvider.answering();

    files.fuse(
        provider,
        FusionRequest.builder(files.room())
            .reference(ImageSource.of(files.sofa()), new Fabric("linen"))
            .reference(files.sofa())
            .build());

    List<ProviderInput> references = provider.requests().get(0).references();
    assertThat(((ProviderInput.Image) references.get(0)).options().get(Fabric.class))
        .contains(new Fabric("linen"));
    assertThat(((ProviderInput.Image) references.get(1)).options().get(Fabric.class)).isEmpty();
  }

  @Test
  void goesWithoutAMaskWhereThePromptSaysEnough() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();

    files.fuse(provider, FusionRequest.builder(files.room()).prompt("a red sofa").build());

    assertThat(provider.requests().get(0).mask()).isEmpty();
    assertThat(provider.requests().get(0).photo().mediaType()).isEqualTo("image/png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "reference 2"})
  void saysWhichImageIsAFolder(String role) {
    FusionRequest.Builder request =
        FusionRequest.builder(role.equals("photo") ? folder : files.room())
            .mask(role.equals("mask") ? folder : files.mask())
            .reference(files.sofa())
            .reference(role.equals("reference 2") ? folder : files.sofa());

    assertThatThrownBy(() -> files.fuse(ScriptedProvider.answering(), request.build()))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": the " + role + " is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "reference 1"})
  void saysWhichImageIsBroken(String role) throws IOException {
    Path broken =
        switch (role) {
          case "photo" -> files.room();
          case "mask" -> files.mask();
          default -> files.sofa();
        };
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length / 2] ^= 0x40;
    Files.write(broken, bytes);

    assertThatThrownBy(() -> files.fuse(ScriptedProvider.answering(), files.request().build()))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith(role + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "reference 1"})
  void paysForNoJpegThatIsCutShort(String role) throws IOException {
    byte[] jpeg = TestJpegs.baseline(60, 40, 3);
    Path cut = role.equals("photo") ? files.room() : files.sofa();
    Files.write(cut, Arrays.copyOf(jpeg, jpeg.length / 2));
    ScriptedProvider separate =
        new ScriptedProvider(
            "separate",
            ScriptedProvider.able().withMask(MaskTransport.SEPARATE_IMAGE),
            (request, call) -> ProviderResponse.NONE);

    assertThatThrownBy(() -> files.fuse(separate, files.request().build()))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith(role + ": ");
    assertThat(separate.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 references", "2 images", "no prompt", "8K", "a link"})
  void refusesWhatTheProviderCannotDoBeforeAnythingIsRead(String words) throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "narrow",
            ProviderCapabilities.DEFAULT
                .withPromptNeeded(true)
                .withSizes(Sizes.NONE.withNames("2K")),
            (request, call) -> ProviderResponse.NONE);
    FusionRequest.Builder request =
        FusionRequest.builder(folder.resolve("missing.png")).prompt("x");
    switch (words) {
      case "2 references" -> request.reference(files.sofa()).reference(files.sofa());
      case "2 images" -> request.count(2);
      case "no prompt" -> request.prompt(" ");
      case "8K" -> request.size(OutputSize.named("8K"));
      default -> request.reference(URI.create("https://pictures.example/sofa.png"));
    }

    assertThatThrownBy(() -> files.fuse(provider, request.build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining(words)
        .extracting(e -> ((FusionException) e).delivery())
        .isEqualTo(Delivery.NOT_SENT);
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void tellsTheProviderTheCallersLimitsAndBudget() throws IOException {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxWidth(50_000);
    MemoryBudget budget = MemoryBudget.ofBytes(64 << 20);
    List<Object> told = new ArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              told.add(call.imageLimits());
              told.add(call.budget());
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    FusionConfig config =
        files
            .config()
            .reading(ReadOptions.DEFAULT.withLimits(limits))
            .working(WorkOptions.DEFAULT.withBudget(budget))
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      client.fuse(files.request().build()).discard();
    }

    assertThat(told).containsExactly(limits, budget);
  }

  @Test
  void paintThatIsLessThanAPixelOfThePhotoIsCalledSo() throws IOException {
    BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    BufferedImage strokes = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    strokes.setRGB(50, 50, 0xFFFF0000);
    Path photo = files.room().resolveSibling("one.png");
    Path mask = files.room().resolveSibling("strokes.png");
    ImageIO.write(one, "png", photo.toFile());
    ImageIO.write(strokes, "png", mask.toFile());
    FusionRequest request = FusionRequest.builder(photo).mask(mask).prompt("a").focus().build();

    assertThatThrownBy(() -> files.fuse(ScriptedProvider.answering(), request))
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("or less than a pixel of the photo");
  }

  @Test
  void refusesAMaskOnWhichNothingIsPainted() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();

    assertThatThrownBy(() -> files.fuse(provider, files.request().mask(files.emptyMask()).build()))
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("nothing is painted");
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void needsSourcesThatCanBeOpenedAgainAndAMaskToRestore() {
    ImageSource once = ImageSource.once(InputStream.nullInputStream());

    assertThatThrownBy(() -> FusionRequest.builder(once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the photo can be opened only once");
    assertThatThrownBy(() -> files.request().reference(once).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the reference can be opened only once");
    assertThatThrownBy(
            () -> FusionRequest.builder(files.room()).restore(RestoreOptions.DEFAULT).build())
        .hasMessageContaining("mask");
  }

  @Test
  void neverShowsThePromptOfARequest() {
    assertThat(files.request().build().toString())
        .contains("14 characters")
        .doesNotContain("please");
  }

  private static BufferedImage read(ProviderInput.Image picture) throws IOException {
    List<BufferedImage> images = new ArrayList<>();
    // Opened twice, as a retry would.
    for (int attempt = 0; attempt < 2; attempt++) {
      try (InputStream stream = picture.source().open()) {
        images.add(ImageIO.read(stream));
      }
    }
    return images.get(1);
  }
}
