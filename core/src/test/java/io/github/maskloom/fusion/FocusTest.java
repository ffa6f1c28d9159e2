package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.Restored;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionRequest.Focus;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that send only the part of the scene around the paint. */
class FocusTest {
  private static final int WIDTH = 1300;
  private static final int HEIGHT = 900;
  private static final Rectangle SPOT = new Rectangle(700, 500, 100, 80);

  /** The spot's middle, at least so many pixels around. */
  private static final BoundingBox AROUND = new BoundingBox(494, 284, 512, 512);

  private final Path folder;
  private final Path photo;
  private final Path mask;

  FocusTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo = Files.write(folder.resolve("photo.png"), noise(WIDTH, HEIGHT));
    mask = mask(WIDTH, HEIGHT, SPOT);
  }

  @ParameterizedTest
  @EnumSource
  void sendsThePartAndRestoresWhatIsNotPaintedHoweverTheMaskTravels(MaskTransport transport)
      throws IOException {
    ScriptedProvider model = model(able().withMask(transport));

    try (FusionClient client = open(model);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(model.requests().get(0).photo().width()).isEqualTo(512);
      assertThat(model.requests().get(0).photo().height()).isEqualTo(512);
      FusedImage image = result.image();
      assertThat(image.unfinished()).isEmpty();
      assertThat(image.part()).contains(new PhotoPart(AROUND, WIDTH, HEIGHT, 512, 512));
      assertThat(image.modelImage().width()).isEqualTo(512);
      assertThat(image.width()).isEqualTo(WIDTH);
      assertOnlyTheSpotChanged(read(ImageSource.of(photo)), read(image.source()));
      CompositeReport restored = image.restored().orElseThrow();
      assertThat(
              restored
                  .restored()
                  .orElseThrow()
                  .unpainted()
                  .orElseThrow()
                  .pixels()
                  .orElseThrow()
                  .unpainted())
          .isEqualTo(512 * 512 - SPOT.width * SPOT.height);
      assertThat(result.mask().orElseThrow().boundingBox())
          .isEqualTo(new BoundingBox(SPOT.x, SPOT.y, SPOT.width, SPOT.height));
      assertThat(result.record().sent().part()).isEqualTo(image.part());
      assertThat(result.record().toJson())
          .contains(
              "\"sentWidth\":512,\"sentHeight\":512,\"part\":{\"x\":494,\"y\":284,"
                  + "\"width\":512,\"height\":512,\"photoWidth\":1300,\"photoHeight\":900,"
                  + "\"scale\":1.0}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void looksAtThePhotoAsItIsSeen(int orientation) throws IOException {
    boolean turned = orientation > 4;
    byte[] stored =
        PngFiles.withChunk(
            turned ? noise(HEIGHT, WIDTH) : noise(WIDTH, HEIGHT),
            "eXIf",
            JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
    Files.write(photo, stored);
    Path upright = folder.resolve("upright.png");
    ImagePreparer.create().withFormat(OutputFormat.PNG).prepare(photo, upright);

    try (FusionClient client = open(model(able()));
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(result.image().part().orElseThrow().box()).isEqualTo(AROUND);
      assertOnlyTheSpotChanged(
          read(ImageSource.of(orientation == 1 ? photo : upright)), read(result.image().source()));
    }
  }

  @Test
  void everyImageIsRestored() throws IOException {
    try (FusionClient client = open(model(able().withMaxImages(3)));
        FusionResult result = client.fuse(request().focus().count(3).build())) {
      assertThat(result.images())
          .hasSize(3)
          .allSatisfy(
              image -> {
                assertThat(image.part()).isPresent();
                assertThat(image.width()).isEqualTo(WIDTH);
              });
    }
  }

  @Test
  void theProviderThatStandsInIsSentWhatItTakesItself() throws IOException {
    ScriptedProvider down =
        new ScriptedProvider(
            "down",
            able(),
            (request, call) -> {
              throw new FusionServiceException("down", FusionException.Failure.notSent("down"));
            });
    ScriptedProvider model = model(able().withInputLimits(UploadLimits.NONE.withMaxSide(256)));

    try (FusionClient client = open(down).withFallback(open(model), failure -> true);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(down.requests().get(0).photo().width()).isEqualTo(512);
      PhotoPart part = result.image().part().orElseThrow();
      assertThat(part).isEqualTo(new PhotoPart(AROUND, WIDTH, HEIGHT, 256, 256));
      assertThat(part.scale()).isEqualTo(0.5);
      assertOnlyTheSpotChanged(read(ImageSource.of(photo)), read(result.image().source()));
    }
  }

  @Test
  void asksForAnAnswerOfTheScenesSizeOnItsGrid() throws IOException {
    ScriptedProvider model =
        model(
            able()
                .withInputLimits(UploadLimits.NONE.withMaxSide(500))
                .withSizes(Sizes.NONE.withPixels(1, 4_000_000, 4).withMultiple(16)));

    try (FusionClient client = open(model);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(model.requests().get(0).size()).isEqualTo(OutputSize.of(496, 496));
      assertThat(model.requests().get(0).photo().width()).isEqualTo(496);
      assertThat(result.image().modelImage().width()).isEqualTo(496);
    }
  }

  @Test
  void sendsTheWholeSceneWherePaintIsEverywhereAndSaysSo() throws IOException {
    mask(WIDTH, HEIGHT, new Rectangle(10, 10, 30, 30), new Rectangle(1250, 850, 30, 30));
    ScriptedProvider model = model(able());

    try (FusionClient client = open(model);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(result.image().part().orElseThrow().isWhole()).isTrue();
      assertThat(model.requests().get(0).photo().width()).isEqualTo(WIDTH);
    }
  }

  @Test
  void twoSpotsThatAreNearAreInOneBox() throws IOException {
    mask(WIDTH, HEIGHT, new Rectangle(600, 300, 30, 30), new Rectangle(900, 500, 30, 30));

    try (FusionClient client = open(model(able()));
        FusionResult result = client.fuse(request().focus(Focus.of(2)).build())) {
      assertThat(result.image().part().orElseThrow().box())
          .isEqualTo(new BoundingBox(435, 159, 660, 512));
    }
  }

  @Test
  void thePartHasRoomForPaintThatGrows() throws IOException {
    try (FusionClient client = open(model(able()));
        FusionResult result =
            client.fuse(
                request()
                    .focus(Focus.of(1))
                    .restore(RestoreOptions.DEFAULT.withGrow(100).withMatchColor(true))
                    .mask(mask(WIDTH, HEIGHT, new Rectangle(300, 200, 480, 480)))
                    .build())) {
      assertThat(result.image().part().orElseThrow().box())
          .isEqualTo(new BoundingBox(200, 100, 680, 680));
      assertThat(
              result
                  .image()
                  .restored()
                  .flatMap(CompositeReport::restored)
                  .flatMap(Restored::colorMatch))
          .isPresent();
    }
  }

  @Test
  void aMaskOfAnotherSizeLooksAtTheSamePlace() throws IOException {
    mask(WIDTH / 2, HEIGHT / 2, new Rectangle(350, 250, 50, 40));

    try (FusionClient client = open(model(able()));
        FusionResult result = client.fuse(request().focus().build())) {
      BoundingBox box = result.image().part().orElseThrow().box();
      assertThat(Math.abs(box.x() - AROUND.x())).isLessThan(4);
      assertThat(Math.abs(box.y() - AROUND.y())).isLessThan(4);
      assertOnlyTheSpotChanged(read(ImageSource.of(photo)), read(result.image().source()));
    }
  }

  @Test
  void nothingPaintedFailsBeforeAnythingIsSent() throws IOException {
    mask(WIDTH, HEIGHT);
    ScriptedProvider provider = new ScriptedProvider("any", able(), refusing());

    try (FusionClient client = open(provider)) {
      assertThatThrownBy(() -> client.fuse(request().focus().build()))
          .isInstanceOf(FusionRequestException.EmptyMaskException.class)
          .hasMessageContaining("nothing is painted");
      mask(WIDTH, HEIGHT, new Rectangle(0, 0, WIDTH, HEIGHT));
      assertThatThrownBy(() -> client.fuse(request().focus().build()))
          .isInstanceOf(OpaqueMaskException.class);
    }
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void aBudgetThatIsTooSmallForTheSearchIsToldBeforeAnythingIsSent() throws IOException {
    ScriptedProvider provider = new ScriptedProvider("any", able(), refusing());

    try (FusionClient client =
        FusionClient.open(
            provider,
            FusionConfig.builder()
                .working(WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(10_000)))
                .build())) {
      assertThatThrownBy(() -> client.fuse(request().focus().build()))
          .isInstanceOf(MemoryBudgetException.class);
    }
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void anAnswerThatCannotBeRestoredIsOfThePart() throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "any",
            able(),
            (request, call) -> {
              deliver(call, 0, picture(20, 20));
              Files.delete(photo);
              return ProviderResponse.NONE;
            });

    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(request().focus().build())) {
      assertThat(result.image().unfinished()).isPresent();
      assertThat(result.image().width()).isEqualTo(20);
      assertThat(result.image().part().orElseThrow().box()).isEqualTo(AROUND);
    }
  }

  @Test
  void aMaskThatCannotTravelNeedsAFocus() throws IOException {
    ScriptedProvider blind =
        new ScriptedProvider("blind", able().withMask(MaskTransport.NONE), refusing());

    try (FusionClient client = open(blind)) {
      assertThatThrownBy(() -> client.fuse(request().build()))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("which this provider cannot take");
    }
  }

  @Test
  void needsAMaskAndAFactorThatMakesSense() {
    assertThatThrownBy(() -> FusionRequest.builder(photo).focus().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a focus needs a mask");
    for (double factor : List.of(0.9, 21.0, Double.NaN)) {
      assertThatThrownBy(() -> Focus.of(factor)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(request().focus().build().restoreOptions()).contains(RestoreOptions.DEFAULT);
    assertThat(request().wholeAnswer().build().restoreOptions()).isEmpty();
  }

  private static ScriptedProvider.Script refusing() {
    return (request, call) -> {
      throw new AssertionError("nothing was to be sent");
    };
  }

  private FusionRequest.Builder request() {
    return FusionRequest.builder(photo).mask(ImageSource.of(mask), MaskConvention.PAINTED);
  }

  private static ProviderCapabilities able() {
    return ProviderCapabilities.DEFAULT.withMask(MaskTransport.SEPARATE_IMAGE).withReferences(0, 2);
  }

  private static ScriptedProvider model(ProviderCapabilities able) {
    return new ScriptedProvider("gray", able, FocusTest::gray);
  }

  /** Answers with gray images as large as was asked for, or as the scene. */
  private static ProviderResponse gray(ProviderRequest request, ProviderCall call)
      throws IOException {
    int width = request.photo().width();
    int height = request.photo().height();
    if (request.size() instanceof OutputSize.Pixels pixels) {
      width = pixels.width();
      height = pixels.height();
    }
    for (int i = 0; i < request.count(); i++) {
      deliver(call, i, picture(width, height));
    }
    return ProviderResponse.NONE;
  }

  private static FusionClient open(FusionProvider provider) throws IOException {
    return FusionClient.open(provider, FusionConfig.DEFAULT);
  }

  private static byte[] noise(int width, int height) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, width, height), "png", png);
    return png.toByteArray();
  }

  /** A mask with spots in the color that the model takes for paint. */
  private Path mask(int width, int height, Rectangle... spots) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.MAGENTA);
    for (Rectangle spot : spots) {
      canvas.fill(spot);
    }
    canvas.dispose();
    Path file = folder.resolve("mask.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static BufferedImage read(ImageSource source) throws IOException {
    try (InputStream stream = source.open()) {
      return ImageIO.read(stream);
    }
  }

  private static void assertOnlyTheSpotChanged(BufferedImage before, BufferedImage after) {
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
}
