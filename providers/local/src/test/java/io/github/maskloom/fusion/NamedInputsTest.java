package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What failures call the images of a fusion, whichever stage finds that one is broken. */
class NamedInputsTest extends InFusionFolder {
  private static final byte[] TEXT = "Dear reader".getBytes(StandardCharsets.UTF_8);

  /** How a request can be meant, each with stages of its own that read images. */
  enum Way {
    PLAIN,
    RESTORED,
    FOCUSED;

    FusionRequest of(FusionRequest.Builder request) {
      return switch (this) {
        case PLAIN -> request.wholeAnswer().build();
        case RESTORED -> request.build();
        case FOCUSED -> request.focus().build();
      };
    }
  }

  static Stream<Arguments> ways() {
    return Arrays.stream(Way.values())
        .flatMap(
            way ->
                Stream.concat(
                    Stream.of(Arguments.of(way, "local")),
                    Stream.of(MaskTransport.PAINTED_INTO_PHOTO, MaskTransport.SEPARATE_IMAGE)
                        .map(transport -> Arguments.of(way, transport.name()))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBrokenPhotoIsCalledThePhoto(Way way, String provider) throws IOException {
    for (byte[] broken : new byte[][] {TEXT, cutJpeg(), cut(files.room())}) {
      if (!provider.equals("SEPARATE_IMAGE") || broken == TEXT) {
        // Nobody decodes what another provider is sent as it is.
        assertCalled("photo", "photo", way, provider, ImageSource.of(broken), mask(), sofa());
        assertCalled("hall", "photo", way, provider, named(broken, "hall"), mask(), sofa());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBrokenMaskIsCalledTheMask(Way way, String provider) throws IOException {
    for (byte[] broken : new byte[][] {TEXT, cut(files.mask())}) {
      assertCalled("mask", "mask", way, provider, room(), ImageSource.of(broken), sofa());
      assertCalled("paint", "mask", way, provider, room(), named(broken, "paint"), sofa());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBrokenReferenceIsCalledByItsNumber(Way way, String provider) throws IOException {
    for (byte[] broken : new byte[][] {TEXT, cut(files.sofa())}) {
      if (provider.equals("local") || broken == TEXT) {
        // Nobody decodes what another provider is sent as it is.
        assertCalled(
            "reference 2",
            "reference 2",
            way,
            provider,
            room(),
            mask(),
            sofa(),
            ImageSource.of(broken));
        assertCalled(
            "couch", "reference 2", way, provider, room(), mask(), sofa(), named(broken, "couch"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskThatIsOpaqueIsCalledByItsName(Way way) {
    ImageSource opaque = ImageSource.of(files.sofa()).named("strokes");

    assertThatThrownBy(() -> fuse(way, "local", room(), opaque, sofa()))
        .isInstanceOf(OpaqueMaskException.class)
        .hasMessageStartingWith("strokes: there is no transparency");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aMissingFileIsToldWithItsPart(Way way, String provider) {
    ImageSource missing = ImageSource.of(gone());

    assertMissing("photo", () -> fuse(way, provider, missing, mask(), sofa()));
    assertMissing("mask", () -> fuse(way, provider, room(), missing, sofa()));
    assertMissing("reference 2", () -> fuse(way, provider, room(), mask(), sofa(), missing));
    assertMissing("hall", () -> fuse(way, provider, missing.named("hall"), mask(), sofa()));
  }

  private void assertMissing(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("%s: there is no such file (%s)", gone(), name);
  }

  private Path gone() {
    return files.room().resolveSibling("gone.png");
  }

  /** A photo that opened well before the provider was paid, and does not any more. */
  @Test
  void whatBreaksAfterTheProviderIsNamedToo() throws IOException {
    byte[] whole = Files.readAllBytes(files.room());
    boolean[] sent = new boolean[1];
    ImageSource photo =
        ImageSource.reopening(() -> ImageSource.of(sent[0] ? cut(files.room()) : whole).open())
            .named("hall");
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              sent[0] = true;
              ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(60, 40));
              return ProviderResponse.NONE;
            });
    FusionRequest request =
        FusionRequest.builder(photo).mask(files.mask()).reference(files.sofa()).build();

    fused(
        provider,
        request,
        result ->
            assertThat(result.image().unfinished().orElseThrow().getCause())
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("hall: PNG"));
  }

  private void assertCalled(
      String name,
      String role,
      Way way,
      String provider,
      ImageSource room,
      ImageSource mask,
      ImageSource... sofas) {
    ImageException failure =
        catchThrowableOfType(ImageException.class, () -> fuse(way, provider, room, mask, sofas));

    assertThat(failure).hasMessageStartingWith(name + ": ");
    assertThat(failure.image()).contains(role);
  }

  private void fuse(
      Way way, String provider, ImageSource room, ImageSource mask, ImageSource... sofas)
      throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(room).mask(mask, MaskConvention.PAINTED).prompt("sofas, please");
    for (ImageSource sofa : sofas) {
      request.reference(sofa);
    }
    try (FusionClient client = open(provider)) {
      client.fuse(way.of(request)).discard();
    }
  }

  private FusionClient open(String provider) throws IOException {
    return provider.equals("local")
        ? FusionClient.open(files.config().build())
        : open(
            new ScriptedProvider(
                "scripted",
                ScriptedProvider.able().withMask(MaskTransport.valueOf(provider)),
                (request, call) -> {
                  ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(60, 40));
                  return ProviderResponse.NONE;
                }));
  }

  private ImageSource room() {
    return ImageSource.of(files.room());
  }

  private ImageSource mask() {
    return ImageSource.of(files.mask());
  }

  private ImageSource sofa() {
    return ImageSource.of(files.sofa());
  }

  private static ImageSource named(byte[] bytes, String name) {
    return ImageSource.of(bytes).named(name);
  }

  private static byte[] cutJpeg() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return Arrays.copyOf(out.toByteArray(), out.size() - 40);
  }

  /** An image whose header is whole, and whose data are cut short. */
  private static byte[] cut(Path png) throws IOException {
    byte[] whole = Files.readAllBytes(png);
    return Arrays.copyOf(whole, whole.length - 30);
  }
}
