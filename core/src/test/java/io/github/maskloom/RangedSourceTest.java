package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.HugeObjects;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.Probe;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.StoredObject;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format read from ranges: what is asked for, what comes of it, and what failures leave. */
class RangedSourceTest {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 450;
  private static final int INSPECTED_BYTES = 256 << 10;
  private static final List<Photo> PHOTOS = photos();
  private static final byte[] MASK = paint();

  @TempDir Path folder;

  /** A file, how often its bytes may be fetched, and at how many places at once. */
  @SuppressWarnings("ArrayRecordComponent")
  record Photo(String name, byte[] bytes, int passes, int mostRanges) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What is done with an image. */
  enum Route {
    TO_PNG,
    TO_JPEG,
    PREPARED,
    RESTORED,
    AS_REPLACEMENT,
    AS_MASK
  }

  static Stream<Photo> all() {
    return PHOTOS.stream();
  }

  static List<Photo> photos() {
    BufferedImage rgb = TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
    BufferedImage indexed = TestImages.indexed(8, -1, WIDTH, HEIGHT);
    TestPng png = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT);
    List<Photo> photos = new ArrayList<>();
    photos.add(new Photo("png", png.encode(), 1, 1));
    photos.add(new Photo("png, interlaced", png.interlaced(true).encode(), 2, 7));
    photos.add(new Photo("bmp", ForeignFiles.bmp(rgb, "BI_RGB"), 1, 1));
    photos.add(new Photo("bmp, top down", ForeignFiles.topDownBmp(indexed), 1, 1));
    photos.add(new Photo("bmp, run lengths", ForeignFiles.runLengthBmp(indexed, 8), 1, 1));
    photos.add(new Photo("gif", ForeignFiles.gif(indexed, false), 1, 1));
    photos.add(new Photo("gif, interlaced", ForeignFiles.gif(indexed, true), 1, 1));
    for (String compression : new String[] {"", "LZW", "Deflate", "PackBits"}) {
      photos.add(new Photo("tiff " + compression, ForeignFiles.tiff(rgb, compression, 16), 1, 1));
      photos.add(
          new Photo(
              "tiff in tiles " + compression,
              ForeignFiles.tiledTiff(rgb, compression, 64, 64),
              1,
              1));
    }
    photos.add(new Photo("tiff in a strip", ForeignFiles.tiff(rgb, "LZW", HEIGHT), 2, 1));
    photos.add(new Photo("jpeg", TestJpegs.encodeAsIs(rgb.getRaster()), 1, 1));
    photos.add(new Photo("jpeg, progressive", TestJpegs.progressive(rgb, 2, 2), 2, 10));
    return photos;
  }

  private static byte[] paint() {
    return Drawn.painted(WIDTH, HEIGHT, new Rectangle(300, 200, 120, 60));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("slow")
  void givesWhatAFileGivesOnEveryRoute(Photo photo) throws IOException {
    Path file = Files.write(folder.resolve("photo"), photo.bytes());
    for (Route route : Route.values()) {
      StoredObject object = new StoredObject(photo.bytes());

      byte[] result = run(route, object.source());

      assertThat(result).as(route.name()).isEqualTo(run(route, ImageSource.of(file)));
      assertThat(object.open()).as(route.name()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void fetchesABytesOnceOrAsOftenAsItIsSaid(Photo photo) throws IOException {
    StoredObject object = new StoredObject(photo.bytes());

    run(Route.TO_PNG, object.source());

    double passes = object.givenBytes() / (double) photo.bytes().length;
    assertThat(passes).isBetween(1.0, 1.01 * photo.passes);
    assertThat(object.mostOpen()).isLessThanOrEqualTo(photo.mostRanges);
    assertThat(object.requests()).isLessThanOrEqualTo(5 + 2 * object.mostOpen() + blocks(photo));
  }

  /** A BMP that is stored from its last row up is asked for part by part. */
  private static int blocks(Photo photo) {
    return photo.name.equals("bmp") ? photo.bytes().length >> 17 : 0;
  }

  @ParameterizedTest
  @MethodSource("all")
  void asksForLittleToInspect(Photo photo) throws IOException {
    StoredObject object = new StoredObject(photo.bytes());

    ImageInfo.read(object.source());

    assertThat(object.askedBytes()).isLessThanOrEqualTo(INSPECTED_BYTES);
    assertThat(object.open()).isZero();
  }

  @Test
  void asksForAQuarterMegabyteToInspectAGigabyte() throws IOException {
    for (Map.Entry<String, HugeObjects.Huge> object : HugeObjects.all().entrySet()) {
      AtomicLong asked = new AtomicLong();
      RangeSupplier ranges = object.getValue().ranges(asked);

      ImageInfo info = ImageInfo.read(ImageSource.seekable(ranges, HugeObjects.BYTES));

      assertThat(object.getKey()).startsWith(info.format());
      assertThat(asked.get()).as(object.getKey()).isBetween(1L, (long) INSPECTED_BYTES);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFailureAnywhereIsToldAndLeavesNoRangeOpen(Photo photo) throws IOException {
    long step = photo.bytes().length / 4;
    for (long at = 0; at < photo.bytes().length; at += step) {
      for (DamagePolicy damage : DamagePolicy.values()) {
        StoredObject object = new StoredObject(photo.bytes()).failingAfter(at);

        assertThatThrownBy(
                () -> compositor(damage).composite(object.source(), mask(), Made.NOWHERE))
            .isInstanceOf(IOException.class)
            .hasMessage("photo: connection reset");
        assertThat(object.open()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTransferThatIsCutIsNoDamageOfTheImage(DamagePolicy damage) {
    byte[] png = PHOTOS.get(0).bytes();
    StoredObject object = new StoredObject(png).endingAfter(png.length / 2);

    assertThatThrownBy(() -> compositor(damage).composite(object.source(), mask(), Made.NOWHERE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("photo: the bytes ended at ");
    assertThat(object.open()).isZero();
  }

  @Test
  void aFileThatIsCutIsDamagedAlsoInAStore() throws IOException {
    byte[] png = PHOTOS.get(0).bytes();
    StoredObject object = new StoredObject(Arrays.copyOf(png, png.length / 2));

    CompositeReport report =
        compositor(DamagePolicy.LENIENT).composite(object.source(), mask(), Made.NOWHERE);

    assertThat(report.kept().missingRows()).isPositive();
  }

  @Test
  void takesNoTemporaryFile() throws Exception {
    List<String> lines = Probe.lines(Child.class, folder.resolve("none"), List.of(), "-Xmx96m");
    assertThat(lines).hasSameSizeAs(PHOTOS);
    assertThat(lines)
        .allSatisfy(
            line -> {
              boolean spoolsRows =
                  line.startsWith("gif, interlaced") || line.startsWith("bmp, run lengths");
              String inRanges = spoolsRows ? "needs a file" : "read";
              assertThat(line).endsWith(": " + inRanges + " in ranges, needs a file as a stream");
            });
  }

  /** Cannot write temporary files, and says which photos it reads without them. */
  static final class Child {
    private Child() {}

    /** No arguments. */
    public static void main(String[] args) {
      ImageIO.setUseCache(false);
      for (Photo photo : photos()) {
        ImageSource once = Made.once(photo.bytes());
        System.out.printf(
            "%s: %s in ranges, %s as a stream%n",
            photo, reads(new StoredObject(photo.bytes()).source()), reads(once));
      }
    }

    private static String reads(ImageSource photo) {
      try {
        ImagePreparer.create().withMaxSide(200).prepare(photo, Made.NOWHERE);
        return "read";
      } catch (IOException e) {
        return e.toString().contains("no temporary file") ? "needs a file" : e.toString();
      }
    }
  }

  @Test
  void tellsWhatWasFetched() throws IOException {
    byte[] gif = ForeignFiles.gif(TestImages.indexed(8, -1, WIDTH, HEIGHT), false);
    StoredObject object = new StoredObject(gif);

    CompositeReport report =
        compositor(DamagePolicy.STRICT).composite(object.source(), mask(), Made.NOWHERE);

    assertThat(report.bytes().photo()).isEqualTo(object.givenBytes());
  }

  @Test
  void isFusedAsAFileIs() throws IOException {
    byte[] sofa = TestPng.of(ColorType.RGBA, 8, 60, 40).encode();
    StoredObject scene = new StoredObject(PHOTOS.get(1).bytes());
    StoredObject mask = new StoredObject(MASK);
    StoredObject reference = new StoredObject(sofa);
    Path file = Files.write(folder.resolve("scene"), PHOTOS.get(1).bytes());

    byte[] fused = fuse(scene.source(), mask.source(), reference.source());

    ImageSource whole = ImageSource.of(file);
    assertThat(fused).isEqualTo(fuse(whole, ImageSource.of(MASK), ImageSource.of(sofa)));
    assertThat(scene.open() + mask.open() + reference.open()).isZero();
  }

  private static byte[] fuse(ImageSource scene, ImageSource mask, ImageSource reference)
      throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(WIDTH, HEIGHT));
              return ProviderResponse.NONE;
            });
    FusionRequest request =
        FusionRequest.builder(scene)
            .mask(mask)
            .reference(reference)
            .restore(RestoreOptions.DEFAULT)
            .build();
    try (FusionClient client = FusionClient.open(provider, FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request);
        InputStream image = result.image().source().open()) {
      return image.readAllBytes();
    }
  }

  private static byte[] run(Route route, ImageSource image) throws IOException {
    MaskCompositor compositor = MaskCompositor.create();
    PhotoRestorer restorer = PhotoRestorer.create();
    MaskOptions white = MaskOptions.DEFAULT.withConvention(MaskConvention.WHITE_EDITS);
    RestoreOptions matched = RestoreOptions.DEFAULT.withMatchColor(true);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    ImageTarget target = ImageTarget.of(result);
    switch (route) {
      case TO_PNG -> compositor.composite(image, mask(), target);
      case TO_JPEG -> compositor.withFormat(OutputFormat.JPEG).composite(image, mask(), target);
      case PREPARED -> ImagePreparer.create().withMaxSide(300).prepare(image, target);
      case RESTORED -> restorer.restore(image, plain(), mask(), target);
      case AS_REPLACEMENT ->
          restorer.withRestoring(matched).restore(plain(), image, mask(), target);
      case AS_MASK ->
          compositor.withMask(white.withFillEnclosed(true)).composite(plain(), image, target);
    }
    return result.toByteArray();
  }

  private static ImageSource plain() {
    return ImageSource.of(PHOTOS.get(0).bytes());
  }

  private static ImageSource mask() {
    return ImageSource.of(MASK);
  }

  private static MaskCompositor compositor(DamagePolicy damage) {
    return MaskCompositor.create().withReading(ReadOptions.DEFAULT.withDamage(damage));
  }
}
