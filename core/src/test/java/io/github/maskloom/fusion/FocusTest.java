package io.github.maskloom.fusion;

import static io.github.maskloom.testing.Drawn.png;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.Restored;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that send only the part of the scene around the paint. */
class FocusTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 600;
  private static final Rectangle SPOT = new Rectangle(400, 300, 100, 80);

  /** The spot's middle, at least so many pixels around. */
  private static final BoundingBox AROUND = new BoundingBox(194, 84, 512, 512);

  private static final BufferedImage NOISE =
      TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);

  private final Path folder;
  private final Path photo;

  FocusTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo = Files.write(folder.resolve("photo.png"), png(NOISE));
    mask(1, SPOT);
  }

  /** A mask of so many times the photo's size, with spots in the color taken for paint. */
  private Path mask(double scale, Rectangle... spots) throws IOException {
    BufferedImage image =
        new BufferedImage(
            (int) (WIDTH * scale), (int) (HEIGHT * scale), BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    canvas.scale(scale, scale);
    canvas.setColor(Color.MAGENTA);
    for (Rectangle spot : spots) {
      canvas.fill(spot);
    }
    canvas.dispose();
    return Files.write(folder.resolve("mask.png"), png(image));
  }

  private FusionRequest.Builder request() {
    return FusionRequest.builder(photo)
        .mask(ImageSource.of(folder.resolve("mask.png")), MaskConvention.PAINTED);
  }

  private static ProviderCapabilities able() {
    return ProviderCapabilities.DEFAULT.withMask(MaskTransport.SEPARATE_IMAGE).withReferences(0, 2);
  }

  /** A model that answers with gray images as large as was asked for, or as the scene. */
  private static ScriptedProvider model(ProviderCapabilities able) {
    return acting(
        able,
        (request, call) -> {
          int width = request.photo().width();
          int height = request.photo().height();
          if (request.size().isInPixels()) {
            width = request.size().width();
            height = request.size().height();
          }
          for (int i = 0; i < request.count(); i++) {
            deliver(call, i, picture(width, height));
          }
        });
  }

  private static FusionClient open(ScriptedProvider provider) throws IOException {
    return FusionClient.open(provider, FusionConfig.DEFAULT);
  }

  private static void fused(
      ScriptedProvider provider, FusionRequest.Builder request, ResultCheck check)
      throws IOException {
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(request.build())) {
      check.accept(result);
    }
  }

  private static PhotoPart part(FusionResult result) {
    return result.image().part().orElseThrow();
  }

  /** A model that is not asked, and what is thrown instead. */
  private static AbstractThrowableAssert<?, ?> assertNotSent(
      FusionConfig config, ProviderCapabilities able, FusionRequest.Builder request)
      throws IOException {
    ScriptedProvider provider = model(able);
    try (FusionClient client = FusionClient.open(provider, config)) {
      Throwable thrown = InFusionFolder.failure(client, request.build());
      assertThat(provider.requests()).isEmpty();
      return assertThat(thrown);
    }
  }

  private static void assertOnlyTheSpotChanged(BufferedImage before, FusionResult result)
      throws IOException {
    BufferedImage after;
    try (InputStream stream = result.image().source().open()) {
      after = ImageIO.read(stream);
    }
    assertThat(after.getWidth()).isEqualTo(WIDTH);
    assertThat(after.getHeight()).isEqualTo(HEIGHT);
    int changed = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          assertThat(SPOT.contains(x, y)).as("the spot holds %d,%d", x, y).isTrue();
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(SPOT.width * SPOT.height * 8 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void thePartIsSentAndWhatIsNotPaintedRestoredHoweverTheMaskTravels(MaskTransport transport)
      throws IOException {
    ScriptedProvider model = model(able().withMask(transport));
    fused(
        model,
        request().focus(),
        result -> {
          assertThat(model.requests().get(0).photo().width()).isEqualTo(512);
          assertThat(model.requests().get(0).photo().height()).isEqualTo(512);
          FusedImage image = result.image();
          assertThat(image.unfinished()).isEmpty();
          assertThat(part(result)).isEqualTo(new PhotoPart(AROUND, WIDTH, HEIGHT, 512, 512));
          assertThat(image.modelImage().width()).isEqualTo(512);
          assertThat(image.width()).isEqualTo(WIDTH);
          assertOnlyTheSpotChanged(NOISE, result);
          Restored restored = image.restored().flatMap(CompositeReport::restored).orElseThrow();
          assertThat(restored.unpainted().orElseThrow().unpainted())
              .isEqualTo(512 * 512 - SPOT.width * SPOT.height);
          assertThat(result.mask().orElseThrow().boundingBox())
              .isEqualTo(new BoundingBox(SPOT.x, SPOT.y, SPOT.width, SPOT.height));
          assertThat(result.record().sent().part()).isEqualTo(image.part());
          assertThat(result.record().toJson())
              .contains(
                  "\"sentWidth\":512,\"sentHeight\":512,\"part\":{\"x\":194,\"y\":84,"
                      + "\"width\":512,\"height\":512,\"photoWidth\":800,\"photoHeight\":600,"
                      + "\"scale\":1.0}");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void thePhotoIsLookedAtAsItIsSeen(int orientation) throws IOException {
    boolean turned = orientation > 4;
    int width = turned ? HEIGHT : WIDTH;
    BufferedImage stored =
        TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, width, WIDTH + HEIGHT - width);
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);
    Files.write(photo, PngFiles.withChunk(png(stored), "eXIf", exif));
    Path upright = folder.resolve("upright.png");
    ImagePreparer.create().withFormat(OutputFormat.PNG).prepare(photo, upright);
    BufferedImage seen = orientation == 1 ? NOISE : ImageIO.read(upright.toFile());
    fused(
        model(able()),
        request().focus(),
        result -> {
          assertThat(part(result).box()).isEqualTo(AROUND);
          assertOnlyTheSpotChanged(seen, result);
        });
  }

  @Test
  void everyImageIsRestored() throws IOException {
    fused(
        model(able().withMaxImages(3)),
        request().focus().count(3),
        result ->
            assertThat(result.images())
                .hasSize(3)
                .allMatch(image -> image.part().isPresent() && image.width() == WIDTH));
  }

  @Test
  void theProviderThatStandsInIsSentWhatItTakesItself() throws IOException {
    FusionException failure = InFusionFolder.down(Delivery.NOT_SENT);
    ScriptedProvider down =
        acting(
            able(),
            (request, call) -> {
              throw failure;
            });
    ScriptedProvider model = model(able().withInputLimits(UploadLimits.NONE.withMaxSide(256)));
    try (FusionClient client = open(down).withFallback(open(model), why -> true);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(down.requests().get(0).photo().width()).isEqualTo(512);
      assertThat(part(result)).isEqualTo(new PhotoPart(AROUND, WIDTH, HEIGHT, 256, 256));
      assertThat(part(result).scale()).isEqualTo(0.5);
      assertOnlyTheSpotChanged(NOISE, result);
    }
  }

  @Test
  void anAnswerOfTheScenesSizeOnItsGridIsAskedFor() throws IOException {
    ScriptedProvider model =
        model(
            able()
                .withInputLimits(UploadLimits.NONE.withMaxSide(500))
                .withSizes(
                    Sizes.NONE.withPixels(1, 4_000_000, 4).withSides(16, Integer.MAX_VALUE)));
    fused(
        model,
        request().focus(),
        result -> {
          assertThat(model.requests().get(0).size()).isEqualTo(OutputSize.of(496, 496));
          assertThat(model.requests().get(0).photo().width()).isEqualTo(496);
          assertThat(result.image().modelImage().width()).isEqualTo(496);
        });
  }

  @Test
  void theWholeSceneIsSentWherePaintIsEverywhere() throws IOException {
    mask(1, new Rectangle(10, 10, 30, 30), new Rectangle(750, 560, 30, 30));
    ScriptedProvider model = model(able());
    fused(model, request().focus(), result -> assertThat(part(result).isWhole()).isTrue());
    assertThat(model.requests().get(0).photo().width()).isEqualTo(WIDTH);
  }

  @Test
  void twoSpotsThatAreNearAreInOneBox() throws IOException {
    mask(1, new Rectangle(200, 200, 30, 30), new Rectangle(450, 380, 30, 30));
    fused(
        model(able()),
        request().focus(2),
        result -> assertThat(part(result).box()).isEqualTo(new BoundingBox(60, 49, 560, 512)));
  }

  @Test
  void thePartHasRoomForPaintThatGrows() throws IOException {
    mask(1, new Rectangle(150, 120, 360, 360));
    fused(
        model(able()),
        request().focus(1).restore(RestoreOptions.DEFAULT.withGrow(100).withMatchColor(true)),
        result -> {
          assertThat(part(result).box()).isEqualTo(new BoundingBox(50, 20, 560, 560));
          assertThat(
                  result.image().restored().orElseThrow().restored().flatMap(Restored::colorMatch))
              .isPresent();
        });
  }

  @Test
  void aMaskOfAnotherSizeLooksAtTheSamePlace() throws IOException {
    mask(0.5, SPOT);
    fused(
        model(able()),
        request().focus(),
        result -> {
          BoundingBox box = part(result).box();
          assertThat(Math.abs(box.x() - AROUND.x())).isLessThan(4);
          assertThat(Math.abs(box.y() - AROUND.y())).isLessThan(4);
          assertOnlyTheSpotChanged(NOISE, result);
        });
  }

  @Test
  void nothingPaintedAndAllPaintedFailBeforeAnythingIsSent() throws IOException {
    mask(1);
    assertNotSent(FusionConfig.DEFAULT, able(), request().focus())
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("nothing is painted");
    mask(1, new Rectangle(0, 0, WIDTH, HEIGHT));
    assertNotSent(FusionConfig.DEFAULT, able(), request().focus())
        .isInstanceOf(OpaqueMaskException.class);
  }

  @Test
  void aBudgetThatIsTooSmallForTheSearchIsToldBeforeAnythingIsSent() throws IOException {
    WorkOptions working = WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(10_000));
    assertNotSent(FusionConfig.builder().working(working).build(), able(), request().focus())
        .isInstanceOf(MemoryBudgetException.class);
  }

  @Test
  void anAnswerThatCannotBeRestoredIsOfThePart() throws IOException {
    ScriptedProvider provider =
        acting(
            able(),
            (request, call) -> {
              deliver(call, 0, picture(20, 20));
              Files.delete(photo);
            });
    fused(
        provider,
        request().focus(),
        result -> {
          assertThat(result.image().unfinished()).isPresent();
          assertThat(result.image().width()).isEqualTo(20);
          assertThat(part(result).box()).isEqualTo(AROUND);
        });
  }

  @Test
  void theRecordSaysWhereAnAnswerLies() throws IOException {
    fused(
        model(able()),
        request().focus().restore(RestoreOptions.DEFAULT.withAlign(Align.REPORT)),
        result ->
            assertThat(result.record().toJson())
                .contains(
                    "\"alignments\":[{\"outcome\":\"TOO_LITTLE_TEXTURE\",\"putBack\":false,"));
  }

  @Test
  void aFocusNeedsAMaskAndAFactorThatMakesSense() {
    assertThatThrownBy(() -> FusionRequest.builder(photo).focus().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a focus needs a mask");
    for (double factor : List.of(0.9, 21.0, Double.NaN)) {
      assertThatThrownBy(() -> request().focus(factor).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(request().focus().build().restoreOptions()).contains(RestoreOptions.DEFAULT);
    assertThat(request().wholeAnswer().build().restoreOptions()).isEmpty();
  }
}
