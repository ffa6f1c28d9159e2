package io.github.maskloom.fusion.local;

import static io.github.maskloom.fusion.local.Drawings.FURNITURE;
import static io.github.maskloom.fusion.local.Drawings.WALL;
import static io.github.maskloom.fusion.local.Drawings.cutOutPouf;
import static io.github.maskloom.fusion.local.Drawings.decode;
import static io.github.maskloom.fusion.local.Drawings.draw;
import static io.github.maskloom.fusion.local.Drawings.encode;
import static io.github.maskloom.fusion.local.Drawings.input;
import static io.github.maskloom.fusion.local.Drawings.mask;
import static io.github.maskloom.fusion.local.Drawings.pouf;
import static io.github.maskloom.fusion.local.Drawings.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFusionProviderTest {
  private static final int RGB = BufferedImage.TYPE_INT_RGB;

  @TempDir Path folder;

  private static ProviderRequest request(
      ProviderInput.Picture scene, ProviderInput.Picture mask, ProviderInput... references) {
    return new ProviderRequest(
        scene,
        Optional.of(mask),
        List.of(references),
        "",
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  private static ProviderRequest with(ProviderRequest request, OutputSize size, int count) {
    return new ProviderRequest(
        request.scene(),
        request.mask(),
        request.references(),
        request.prompt(),
        size,
        count,
        request.options());
  }

  private static ProviderRequest usual() {
    return request(
        input(room(RGB, 200, 150), "png"),
        input(mask(200, 150, 60, 50, 80, 60), "png"),
        input(pouf(Color.WHITE), "png"));
  }

  private static ProviderResponse fuse(ProviderRequest request, RecordingCall call)
      throws IOException {
    try (ProviderSession session = new LocalFusionProvider().open(ProviderConfig.NONE)) {
      return session.fuse(request, call);
    }
  }

  private BufferedImage fused(ProviderRequest request) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    fuse(request, call);
    return decode(call.bytes(0));
  }

  private static int blueness(BufferedImage picture, int x, int y) {
    Color colour = new Color(picture.getRGB(x, y));
    return colour.getBlue() - colour.getRed();
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(FusionProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider).isInstanceOf(LocalFusionProvider.class);
              assertThat(provider.id()).isEqualTo("local");
            });
  }

  @Test
  void standsTheFurnitureInThePaintedBox() throws IOException {
    BufferedImage result = fused(usual());

    // The pouf without its margins is 80 x 60, as the box is, but keeps 4 pixels from its edge.
    assertThat(blueness(result, 100, 80)).isGreaterThan(80);
    assertThat(blueness(result, 100, 57)).isGreaterThan(80);
    assertThat(blueness(result, 100, 103)).isGreaterThan(80);
    assertThat(blueness(result, 69, 80)).isGreaterThan(80);
    assertThat(result.getRGB(100, 52)).isEqualTo(WALL.getRGB());
    assertThat(result.getRGB(100, 48)).isEqualTo(WALL.getRGB());
    assertThat(result.getRGB(62, 52)).isEqualTo(WALL.getRGB());
  }

  @Test
  void leavesWhatIsFarFromTheFurnitureAsItWas() throws IOException {
    BufferedImage result = fused(usual());

    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 200; x++) {
        assertThat(result.getRGB(x, y)).isEqualTo(WALL.getRGB());
      }
    }
    assertThat(result.getRGB(10, 149)).isEqualTo(WALL.getRGB());
  }

  @Test
  void darkensTheFloorUnderTheFurniture() throws IOException {
    BufferedImage result = fused(usual());

    assertThat(new Color(result.getRGB(100, 107)).getRed()).isLessThan(WALL.getRed() - 10);
    assertThat(blueness(result, 100, 107)).isNegative();
  }

  @Test
  void takesTheSceneFormatAndDepth() throws IOException {
    BufferedImage deep = fused(deep());
    assertThat(deep.getSampleModel().getSampleSize(0)).isEqualTo(16);

    RecordingCall call = new RecordingCall(folder);
    fuse(
        request(
            input(room(RGB, 200, 150), "jpg"),
            usual().mask().orElseThrow(),
            input(pouf(Color.WHITE), "jpg")),
        call);
    assertThat(call.bytes(0)).startsWith(0xFF, 0xD8, 0xFF);
    assertThat(blueness(decode(call.bytes(0)), 100, 80)).isGreaterThan(80);
  }

  private static ProviderRequest deep() {
    BufferedImage scene = TestImages.components(3, 16, 200, 150);
    return request(
        input(scene, "png"), usual().mask().orElseThrow(), input(pouf(Color.WHITE), "png"));
  }

  @Test
  void givesAGreySceneTheFurnituresColour() throws IOException {
    BufferedImage result =
        fused(
            request(
                input(room(BufferedImage.TYPE_BYTE_GRAY, 200, 150), "png"),
                usual().mask().orElseThrow(),
                input(pouf(Color.WHITE), "png")));

    assertThat(blueness(result, 100, 80)).isGreaterThan(60);
    assertThat(blueness(result, 5, 5)).isZero();
  }

  @Test
  void makesTheSamePicturesEachTime() throws IOException {
    RecordingCall first = new RecordingCall(Files.createDirectory(folder.resolve("first")));
    RecordingCall second = new RecordingCall(Files.createDirectory(folder.resolve("second")));
    ProviderRequest all = with(usual(), OutputSize.UNSET, 4);

    fuse(all, first);
    fuse(all, second);

    for (int index = 0; index < 4; index++) {
      assertThat(first.bytes(index)).isEqualTo(second.bytes(index));
    }
  }

  @Test
  void variesPicturesByMirroringAndFillingTheBox() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ProviderRequest request =
        request(
            input(room(RGB, 300, 200), "png"),
            input(mask(300, 200, 100, 100, 100, 40), "png"),
            input(halfRed(), "png"));

    ProviderResponse response = fuse(with(request, OutputSize.UNSET, 4), call);

    BufferedImage contained = decode(call.bytes(0));
    BufferedImage mirrored = decode(call.bytes(1));
    BufferedImage covering = decode(call.bytes(2));
    assertThat(blueness(contained, 140, 120)).isNegative();
    assertThat(blueness(contained, 160, 120)).isPositive();
    assertThat(blueness(mirrored, 140, 120)).isPositive();
    assertThat(blueness(mirrored, 160, 120)).isNegative();
    assertThat(contained.getRGB(150, 90)).isEqualTo(WALL.getRGB());
    assertThat(covering.getRGB(150, 90)).isNotEqualTo(WALL.getRGB());
    assertThat(response.usage()).containsEntry("generated_images", 4L);
  }

  /** A pouf whose left half is red. */
  private static BufferedImage halfRed() {
    return draw(
        RGB,
        120,
        100,
        graphics -> {
          graphics.setColor(Color.WHITE);
          graphics.fillRect(0, 0, 120, 100);
          graphics.setColor(FURNITURE);
          graphics.fillRect(60, 20, 40, 60);
          graphics.setColor(Color.RED);
          graphics.fillRect(20, 20, 40, 60);
        });
  }

  @Test
  void standsSeveralReferencesSideBySide() throws IOException {
    BufferedImage result =
        fused(
            request(
                input(room(RGB, 300, 200), "png"),
                input(mask(300, 200, 50, 80, 200, 80), "png"),
                input(cutOutPouf(), "png"),
                input(halfRed(), "png")));

    assertThat(blueness(result, 95, 125)).isGreaterThan(60);
    assertThat(blueness(result, 180, 125)).isLessThan(-60);
    assertThat(result.getRGB(150, 100)).isEqualTo(WALL.getRGB());
  }

  /** White spots on black, 400 x 300 pixels. */
  private static ProviderInput.Picture spots(Consumer<Graphics2D> spots) {
    return input(
        draw(
            BufferedImage.TYPE_BYTE_GRAY,
            400,
            300,
            graphics -> {
              graphics.setColor(Color.WHITE);
              spots.accept(graphics);
            }),
        "png");
  }

  /** The box around everything blue. */
  private static Rectangle furniture(BufferedImage picture) {
    Rectangle box = new Rectangle(-1, -1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (blueness(picture, x, y) > 0) {
          box.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return box;
  }

  @Test
  void standsOneReferenceInTheLargestOfSeveralSpots() throws IOException {
    ProviderInput.Picture mask =
        spots(
            graphics -> {
              graphics.fillRect(20, 20, 100, 80);
              graphics.fillRect(240, 150, 130, 100);
              graphics.fillRect(30, 280, 2, 2);
            });

    BufferedImage result =
        fused(request(input(room(RGB, 400, 300), "png"), mask, input(pouf(Color.WHITE), "png")));

    Rectangle furniture = furniture(result);
    assertThat(new Rectangle(240, 150, 130, 100).contains(furniture)).isTrue();
    assertThat(furniture.width).isGreaterThan(100);
  }

  @Test
  void givesEachReferenceASpotOfItsOwnTheFirstTheLargest() throws IOException {
    ProviderInput.Picture mask =
        spots(
            graphics -> {
              graphics.fillRect(20, 20, 100, 80);
              graphics.fillRect(240, 150, 130, 100);
              graphics.fillRect(30, 280, 2, 2);
            });

    BufferedImage result =
        fused(
            request(
                input(room(RGB, 400, 300), "png"),
                mask,
                input(pouf(Color.WHITE), "png"),
                input(halfRed(), "png")));

    assertThat(blueness(result, 305, 200)).isGreaterThan(60);
    assertThat(blueness(result, 45, 60)).isLessThan(-60);
    assertThat(blueness(result, 95, 60)).isGreaterThan(60);
    assertThat(result.getRGB(31, 281)).isEqualTo(WALL.getRGB());
  }

  @Test
  void sharesTheLargestSpotWhereThereAreTooFew() throws IOException {
    ProviderInput.Picture mask =
        spots(
            graphics -> {
              graphics.fillRect(20, 20, 60, 60);
              graphics.fillRect(100, 150, 280, 100);
            });
    ProviderInput pouf = input(pouf(Color.WHITE), "png");

    BufferedImage result =
        fused(request(input(room(RGB, 400, 300), "png"), mask, pouf, pouf, pouf));

    assertThat(new Rectangle(100, 150, 280, 100).contains(furniture(result))).isTrue();
  }

  @Test
  void dabsInOppositeCornersHoldNoFurnitureOfThePicturesSize() throws IOException {
    ProviderInput.Picture mask =
        spots(
            graphics -> {
              graphics.fillRect(3, 3, 1, 1);
              graphics.fillRect(395, 296, 1, 1);
            });

    BufferedImage result =
        fused(request(input(room(RGB, 400, 300), "png"), mask, input(pouf(Color.WHITE), "png")));

    assertThat(result.getRGB(200, 150)).isEqualTo(WALL.getRGB());
    assertThat(furniture(result).width).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 800})
  void standsFurnitureWhereRestoringLeavesItWhole(int maskWidth) throws IOException {
    Shape strokes = new RoundRectangle2D.Double(60, 60, 280, 190, 150, 190);
    BufferedImage mask =
        draw(
            BufferedImage.TYPE_BYTE_GRAY,
            maskWidth,
            maskWidth * 3 / 4,
            graphics -> {
              graphics.scale(maskWidth / 400.0, maskWidth / 400.0);
              graphics.setColor(Color.WHITE);
              graphics.fill(strokes);
            });
    BufferedImage scene = room(RGB, 400, 300);
    BufferedImage result =
        fused(request(input(scene, "png"), input(mask, "png"), input(table(), "png")));
    ByteArrayOutputStream restored = new ByteArrayOutputStream();

    MaskCompositor.builder()
        .convention(MaskConvention.binary(127))
        .build()
        .restore(
            Drawings.source(scene, "png"),
            Drawings.source(result, "png"),
            Drawings.source(mask, "png"),
            ImageTarget.of(restored));

    BufferedImage kept = decode(restored.toByteArray());
    int furniture = 0;
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        if (blueness(result, x, y) > 0) {
          furniture++;
          assertThat(kept.getRGB(x, y)).as("at (%d, %d)", x, y).isEqualTo(result.getRGB(x, y));
        }
      }
    }
    assertThat(furniture).isGreaterThan(4000);
  }

  /** A table top on two legs at its very ends. */
  private static BufferedImage table() {
    return draw(
        RGB,
        240,
        160,
        graphics -> {
          graphics.setColor(Color.WHITE);
          graphics.fillRect(0, 0, 240, 160);
          graphics.setColor(FURNITURE);
          graphics.fillRect(20, 40, 200, 30);
          graphics.fillRect(20, 70, 10, 60);
          graphics.fillRect(210, 70, 10, 60);
        });
  }

  @Test
  void makesPicturesOfTheSizeAskedFor() throws IOException {
    BufferedImage pixels = fused(with(usual(), OutputSize.of(100, 75), 1));
    assertThat(pixels.getWidth()).isEqualTo(100);
    assertThat(pixels.getHeight()).isEqualTo(75);
    assertThat(blueness(pixels, 50, 40)).isGreaterThan(80);

    BufferedImage named = fused(with(usual(), OutputSize.named("1K"), 1));
    assertThat(named.getWidth()).isEqualTo(1024);
    assertThat(named.getHeight()).isEqualTo(768);
    assertThat(blueness(named, 512, 410)).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"400,400", "400,301", "1000,300", "399,300"})
  void keepsTheRatioOfTheSceneWithinASizeOfAnother(String size) throws IOException {
    int[] sides = Arrays.stream(size.split(",", -1)).mapToInt(Integer::parseInt).toArray();

    BufferedImage result = fused(with(usual(), OutputSize.of(sides[0], sides[1]), 1));

    assertThat(result.getWidth()).isBetween(399, 400);
    assertThat(result.getHeight()).isBetween(299, 301);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,0,200,150", "0,0,1,1", "199,149,1,1", "199,0,1,150", "0,149,200,1"})
  void worksForMasksAtTheBordersAndOfOnePixel(String rectangle) throws IOException {
    int[] at = Arrays.stream(rectangle.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    ProviderRequest request =
        request(
            usual().scene(),
            input(mask(200, 150, at[0], at[1], at[2], at[3]), "png"),
            input(pouf(Color.WHITE), "png"));
    RecordingCall call = new RecordingCall(folder);

    fuse(with(request, OutputSize.UNSET, 4), call);

    for (int index = 0; index < 4; index++) {
      BufferedImage result = decode(call.bytes(index));
      assertThat(result.getWidth()).isEqualTo(200);
      assertThat(result.getHeight()).isEqualTo(150);
    }
  }

  @Test
  void refusesAMaskWithNothingPainted() {
    ProviderRequest request =
        request(
            usual().scene(),
            input(mask(200, 150, 0, 0, 0, 0), "png"),
            input(pouf(Color.WHITE), "png"));

    assertThatThrownBy(() -> fused(request))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("nothing is painted");
  }

  @Test
  void saysWhichReferenceShowsNothing() {
    BufferedImage nothing = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

    assertThatThrownBy(
            () ->
                fused(
                    request(
                        usual().scene(),
                        usual().mask().orElseThrow(),
                        input(pouf(Color.WHITE), "png"),
                        input(nothing, "png"))))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("reference 2 shows nothing")
        .hasMessageContaining("transparent");
  }

  @Test
  void refusesALinkAndAnotherProvidersConfiguration() {
    ProviderInput link = new ProviderInput.Link(URI.create("https://example.org/sofa.png"));

    assertThatThrownBy(() -> fused(request(usual().scene(), usual().mask().orElseThrow(), link)))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("link");
    assertThatThrownBy(() -> new LocalFusionProvider().open(new ProviderConfig() {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesThePictureThatIsBroken() {
    ProviderInput.Picture broken = input(ImageSource.of(new byte[] {1, 2, 3}), "image/png", 3);
    ProviderInput.Picture cut = cut(usual().mask().orElseThrow());
    ProviderInput pouf = input(pouf(Color.WHITE), "png");

    assertThatThrownBy(() -> fused(request(broken, usual().mask().orElseThrow(), pouf)))
        .satisfies(e -> assertThat(((ImageException) e).picture()).isEqualTo("scene"));
    assertThatThrownBy(() -> fused(request(usual().scene(), broken, pouf)))
        .satisfies(e -> assertThat(((ImageException) e).picture()).isEqualTo("mask"));
    assertThatThrownBy(() -> fused(request(usual().scene(), cut, pouf)))
        .satisfies(e -> assertThat(((ImageException) e).picture()).isEqualTo("mask"));
    assertThatThrownBy(() -> fused(request(usual().scene(), usual().mask().orElseThrow(), broken)))
        .satisfies(e -> assertThat(((ImageException) e).picture()).isEqualTo("reference"));
  }

  private static ProviderInput.Picture cut(ProviderInput.Picture picture) {
    try {
      byte[] bytes = picture.source().open().readAllBytes();
      return input(ImageSource.of(Arrays.copyOf(bytes, bytes.length - 30)), "image/png", 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leavesNoPictureOfASceneThatEndsEarly() throws IOException {
    byte[] scene = encode(room(RGB, 200, 150), "png");
    ProviderInput.Picture cut =
        input(ImageSource.of(Arrays.copyOf(scene, scene.length - 20)), "image/png", 1);

    assertThatThrownBy(
            () ->
                fused(request(cut, usual().mask().orElseThrow(), input(pouf(Color.WHITE), "png"))))
        .isInstanceOf(ImageFormatException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void canBeCancelledAnywhere() throws IOException {
    FaultySource scene = FaultySource.sound(encode(room(RGB, 200, 150), "jpg"));
    FaultySource mask = FaultySource.sound(encode(mask(200, 150, 60, 50, 80, 60), "png"));
    FaultySource reference = FaultySource.sound(encode(pouf(Color.WHITE), "jpg"));
    ProviderRequest request =
        request(
            input(scene.source(), "image/jpeg", 1),
            input(mask.source(), "image/png", 1),
            input(reference.source(), "image/jpeg", 1));

    int questions = 0;
    boolean cancelled = true;
    while (cancelled) {
      cancelled = isCancelledAfter(questions, request);
      assertThat(files()).hasSize(cancelled ? 0 : 1);
      assertThat(scene.openStreams() + mask.openStreams() + reference.openStreams()).isZero();
      questions += 1 + questions / 20;
    }
    assertThat(questions).isGreaterThan(50);
  }

  private boolean isCancelledAfter(int questions, ProviderRequest request) throws IOException {
    try {
      fuse(request, new RecordingCall(folder, questions));
      return false;
    } catch (CancelledException e) {
      return true;
    }
  }

  @Test
  void closesEverythingIfAReadFails() throws IOException {
    byte[] scene = encode(room(RGB, 200, 150), "png");
    byte[] reference = encode(pouf(Color.WHITE), "png");
    int sceneReads = 0;
    while (failsCleanly(faulty(scene, sceneReads), FaultySource.sound(reference))) {
      sceneReads++;
    }
    int referenceReads = 0;
    while (failsCleanly(FaultySource.sound(scene), faulty(reference, referenceReads))) {
      referenceReads++;
    }
    assertThat(sceneReads).isGreaterThan(10);
    assertThat(referenceReads).isGreaterThan(10);
  }

  private static FaultySource faulty(byte[] bytes, int read) {
    return new FaultySource(bytes, read, new IOException("the disk"));
  }

  private boolean failsCleanly(FaultySource scene, FaultySource reference) throws IOException {
    ProviderRequest request =
        request(
            input(scene.source(), "image/png", 1),
            usual().mask().orElseThrow(),
            input(reference.source(), "image/png", 1));
    try {
      fuse(request, new RecordingCall(folder));
      Files.delete(folder.resolve("result-0"));
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessage("the disk");
      return true;
    } finally {
      assertThat(scene.openStreams() + reference.openStreams()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void tellsHowItGoesOn() throws IOException {
    RecordingCall call = new RecordingCall(folder);

    fuse(usual(), call);

    assertThat(call.heard()).startsWith("waiting");
    assertThat(call.heard()).endsWith("picture 0 has " + call.bytes(0).length + " bytes");
  }

  @Test
  void doesNotWorkOnceClosed() throws IOException {
    ProviderSession session = new LocalFusionProvider().open(ProviderConfig.NONE);
    session.close();
    session.close();

    assertThatThrownBy(() -> session.fuse(usual(), new RecordingCall(folder)))
        .isInstanceOf(IllegalStateException.class);
  }
}
