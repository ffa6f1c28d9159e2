package io.github.maskloom.golden;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.golden.GoldenImages.Photo;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.CanvasMasks;
import io.github.maskloom.testing.Made;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Outputs of every kind, and what their reports say, are those that were recorded. */
class GoldenOutputsTest {
  private static final int WIDTH = GoldenImages.WIDTH;
  private static final int HEIGHT = GoldenImages.HEIGHT;
  private static final OutputFormat JPEG_80 =
      new OutputFormat.Jpeg(80, 0xFFEEDD, ChromaSampling.RATIO_420, false, false);
  private static final UploadLimits BOTH =
      UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg");
  private static final OutputOptions OUTPUT =
      new OutputOptions(Optional.empty(), Metadata.LISTED, AiLabel.NONE, true, false);
  private static final MaskOptions MASK =
      new MaskOptions(MaskConvention.PAINTED, MaskFit.SAME_SHAPE, new Brush(0x0078FF, 128), false);

  /** Each option is stated, whatever its default is. */
  private static final MaskCompositor COMPOSITOR =
      MaskCompositor.create()
          .withMask(MASK)
          .withBlend(BlendMode.SOURCE_OVER)
          .withRounding(Rounding.TRUNCATE)
          .withOutput(OUTPUT);

  private static final PhotoRestorer RESTORER =
      PhotoRestorer.create()
          .withMask(MASK)
          .withOutput(OUTPUT)
          .withRestoring(RestoreOptions.DEFAULT)
          .withComparison(Comparison.REDUCED);

  private static final ImagePreparer PREPARER =
      ImagePreparer.create()
          .withMaxSide(Integer.MAX_VALUE)
          .withMaxPixels(Long.MAX_VALUE)
          .withLimits(BOTH)
          .withLinearLight(false)
          .withToSrgb(false)
          .withPassThrough(true)
          .withOutput(OUTPUT);

  private final GoldenOutputs outputs = new GoldenOutputs();

  private void composite(String name, Photo photo, String mask, UnaryOperator<MaskCompositor> how)
      throws IOException {
    composite(name, photo, painted(mask, photo), how);
  }

  private void composite(String name, Photo photo, byte[] mask, UnaryOperator<MaskCompositor> how)
      throws IOException {
    outputs.add(
        name + " " + photo.name(),
        target ->
            GoldenFacts.of(
                how.apply(COMPOSITOR)
                    .composite(ImageSource.of(photo.bytes()), ImageSource.of(mask), target)));
  }

  private void restore(
      String name, Photo photo, byte[] answer, String mask, UnaryOperator<PhotoRestorer> how)
      throws IOException {
    restore(name, photo, answer, painted(mask, photo), how);
  }

  private void restore(
      String name, Photo photo, byte[] answer, byte[] mask, UnaryOperator<PhotoRestorer> how)
      throws IOException {
    outputs.add(
        name + " " + photo.name(),
        target ->
            GoldenFacts.of(
                how.apply(RESTORER)
                    .restore(
                        ImageSource.of(photo.bytes()),
                        ImageSource.of(answer),
                        ImageSource.of(mask),
                        target)));
  }

  private void prepare(String name, byte[] image, UnaryOperator<ImagePreparer> how)
      throws IOException {
    outputs.add(
        name, target -> GoldenFacts.of(how.apply(PREPARER).prepare(ImageSource.of(image), target)));
  }

  private static byte[] painted(String kind, Photo photo) {
    return GoldenImages.painted(kind, photo.width(), photo.height());
  }

  private static Photo cut(Photo whole, String name, int percent) {
    byte[] bytes = Arrays.copyOf(whole.bytes(), whole.bytes().length * percent / 100);
    return new Photo(name, bytes, WIDTH, HEIGHT);
  }

  private static List<Photo> some(String... names) throws IOException {
    return GoldenImages.photos().stream()
        .filter(photo -> Arrays.asList(names).contains(photo.name()))
        .toList();
  }

  private static Map<String, MaskConvention> conventions() {
    Map<String, MaskConvention> conventions = new LinkedHashMap<>();
    conventions.put("painted", MaskConvention.PAINTED);
    conventions.put("everywhere", MaskConvention.PAINTED_EVERYWHERE);
    conventions.put("white", MaskConvention.WHITE_EDITS);
    conventions.put("transparent", MaskConvention.TRANSPARENT_EDITS);
    conventions.put("binary-0", MaskConvention.binary(0));
    conventions.put("binary-200", MaskConvention.binary(200));
    return conventions;
  }

  private static byte[] maskOf(MaskConvention convention, String kind, int width, int height) {
    if (convention.isPainted()) {
      return GoldenImages.painted(kind, width, height);
    }
    return convention.equals(MaskConvention.TRANSPARENT_EDITS)
        ? GoldenImages.transparent(kind, width, height)
        : GoldenImages.white(kind, width, height);
  }

  @Test
  void composites() throws IOException {
    everyPhoto();
    blends();
    everyConvention();
    otherMasks();
    damaged();
    metadata();
    works();
    canvases();
    outputs.check("composites.txt");
  }

  private void canvases() throws IOException {
    for (Photo photo : GoldenImages.large()) {
      for (String mask : CanvasMasks.names()) {
        composite(mask, photo, CanvasMasks.read(mask), by -> by);
      }
    }
  }

  private void everyPhoto() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      composite("soft", photo, "soft", by -> by);
      composite("spot", photo, "spot", by -> by);
      composite("blank", photo, "blank", by -> by);
      composite("to png", photo, "soft", by -> by.withFormat(OutputFormat.PNG));
      composite("to jpeg", photo, "soft", by -> by.withFormat(OutputFormat.JPEG));
      composite("to jpeg 80", photo, "spot", by -> by.withFormat(JPEG_80));
    }
    for (ChromaSampling chroma : ChromaSampling.values()) {
      OutputFormat format = new OutputFormat.Jpeg(70, 0, chroma, true, false);
      Photo photo = GoldenImages.photo("png-RGB-8");
      composite("optimized " + chroma, photo, "soft", by -> by.withFormat(format));
    }
  }

  private void blends() throws IOException {
    for (Photo photo :
        some("png-RGB-8", "png-RGBA-16", "png-GRAY-8", "jpeg-RATIO_420", "jpeg-progressive")) {
      for (BlendMode blend : BlendMode.values()) {
        for (Rounding rounding : Rounding.values()) {
          composite(
              blend + " " + rounding,
              photo,
              "soft",
              by -> by.withBlend(blend).withRounding(rounding));
        }
      }
    }
  }

  private void everyConvention() throws IOException {
    MaskOptions filled = MASK.withFillEnclosed(true).withBrush(new Brush(0x20FF60, 200));
    MaskOptions gray =
        MASK.withConvention(MaskConvention.WHITE_EDITS).withBrush(new Brush(0x808080, 255));
    for (Photo photo : some("png-RGB-8", "png-GRAY-16", "jpeg-RATIO_422")) {
      for (Map.Entry<String, MaskConvention> each : conventions().entrySet()) {
        MaskConvention convention = each.getValue();
        for (String kind : List.of("soft", "ring", "all")) {
          byte[] mask = maskOf(convention, kind, WIDTH, HEIGHT);
          composite(each.getKey() + " " + kind, photo, mask, by -> by.withConvention(convention));
        }
        byte[] ring = maskOf(convention, "ring", WIDTH, HEIGHT);
        MaskOptions options = filled.withConvention(convention);
        composite(each.getKey() + " filled", photo, ring, by -> by.withMask(options));
      }
      byte[] white = GoldenImages.white("soft", WIDTH, HEIGHT);
      composite("gray brush", photo, white, by -> by.withMask(gray));
    }
  }

  private void otherMasks() throws IOException {
    MaskOptions binary = MASK.withFit(MaskFit.STRETCH).withConvention(MaskConvention.binary(100));
    int[][] sizes = {{48, 32}, {192, 128}, {97, 64}, {50, 50}, {30, 20}};
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_444")) {
      for (int[] size : sizes) {
        String name = "mask %dx%d".formatted(size[0], size[1]);
        byte[] painted = GoldenImages.painted("soft", size[0], size[1]);
        for (MaskFit fit : MaskFit.values()) {
          composite(name + " " + fit, photo, painted, by -> by.withMask(MASK.withFit(fit)));
        }
        byte[] white = GoldenImages.white("soft", size[0], size[1]);
        composite("binary " + name, photo, white, by -> by.withMask(binary));
      }
      for (ColorType type : List.of(ColorType.GRAY_ALPHA, ColorType.RGBA)) {
        byte[] deep = GoldenImages.mask(type, 16, "soft", WIDTH, HEIGHT, false);
        composite("mask " + type + " 16", photo, deep, by -> by);
      }
      byte[] opaque = GoldenImages.mask(ColorType.RGB, 8, "soft", WIDTH, HEIGHT, false);
      composite("opaque mask", photo, opaque, by -> by);
      composite(
          "jpeg mask",
          photo,
          GoldenImages.whiteJpeg(WIDTH, HEIGHT),
          by -> by.withConvention(MaskConvention.WHITE_EDITS));
    }
  }

  private void damaged() throws IOException {
    for (Photo whole :
        some("png-RGB-8", "png-interlaced", "jpeg-RATIO_420", "jpeg-progressive", "png-RGBA-16")) {
      for (int percent : new int[] {1, 40, 75}) {
        Photo photo = cut(whole, whole.name() + " of " + percent, percent);
        for (DamagePolicy damage : DamagePolicy.values()) {
          ReadOptions reading = ReadOptions.DEFAULT.withDamage(damage);
          composite(damage.toString(), photo, "soft", by -> by.withReading(reading));
        }
      }
    }
    for (Photo photo : some("jpeg-restarting", "jpeg-RATIO_420", "jpeg-progressive", "png-RGB-8")) {
      composite("strict", photo, "spot", by -> by.withOutput(OUTPUT.withStrict(true)));
    }
  }

  private void metadata() throws IOException {
    for (Photo photo : some("png-fields", "jpeg-fields", "jpeg-hdr", "jpeg-p3", "jpeg-turned-6")) {
      for (Metadata level : Metadata.values()) {
        for (AiLabel label : List.of(AiLabel.NONE, AiLabel.COMPOSITE)) {
          OutputOptions output = OUTPUT.withMetadata(level).withLabel(label);
          String name = level + (label.isEmpty() ? "" : " labeled");
          composite(name, photo, "soft", by -> by.withOutput(output));
          OutputOptions png = output.withFormat(OutputFormat.PNG);
          composite(name + " to png", photo, "soft", by -> by.withOutput(png));
        }
      }
    }
  }

  private void works() throws IOException {
    for (Photo photo : some("png-RGB-8", "png-PALETTE-8", "jpeg-RATIO_420")) {
      for (int rows : new int[] {1, 7, 64}) {
        for (int threads : new int[] {1, 3}) {
          WorkOptions work = WorkOptions.DEFAULT.withWindowRows(rows).withThreads(threads);
          String name = "windows of %d, threads %d".formatted(rows, threads);
          composite(name, photo, "soft", by -> by.withWork(work));
        }
      }
      byte[] mask = painted("soft", photo);
      outputs.add(
          "opened once " + photo.name(),
          target ->
              GoldenFacts.of(
                  COMPOSITOR.composite(Made.once(photo.bytes()), Made.once(mask), target)));
      outputs.add("photo as rows " + photo.name(), target -> rowsOver(photo, target, false));
      outputs.add("both as rows " + photo.name(), target -> rowsOver(photo, target, true));
    }
  }

  private static String rowsOver(Photo photo, ImageTarget target, boolean both) throws IOException {
    ImageSource mask = ImageSource.of(painted("soft", photo));
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photo.bytes()));
        WindowReader maskRows = ImageRows.create().open(mask)) {
      return GoldenFacts.of(
          both
              ? COMPOSITOR.composite(rows, maskRows, target)
              : COMPOSITOR.composite(rows, mask, target));
    }
  }

  @Test
  void restorations() throws IOException {
    everyRestoredPhoto();
    everyEdge();
    everyComparison();
    everyAnswer();
    restoredMasks();
    outputs.check("restorations.txt");
  }

  private void everyRestoredPhoto() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      byte[] answer = GoldenImages.answer("png", photo.width(), photo.height());
      restore("restored", photo, answer, "soft", by -> by);
      restore("unread", photo, answer, "spot", by -> by.withComparison(Comparison.OFF));
    }
  }

  private void everyEdge() throws IOException {
    byte[] answer = GoldenImages.answer("png", WIDTH, HEIGHT);
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_420")) {
      for (FeatherSide side : FeatherSide.values()) {
        for (int feather : new int[] {0, 1, 5, 24}) {
          for (int grow : new int[] {0, 3}) {
            RestoreOptions options = new RestoreOptions(feather, grow, side, false, Align.OFF);
            String name = "%s %d, grown by %d".formatted(side, feather, grow);
            restore(name, photo, answer, "soft", by -> by.withRestoring(options));
          }
        }
      }
    }
  }

  private void everyComparison() throws IOException {
    byte[] answer = GoldenImages.answer("jpeg", WIDTH, HEIGHT);
    BoundingBox region = new BoundingBox(10, 6, 50, 40);
    for (Photo photo : some("png-RGBA-16", "jpeg-RATIO_420", "jpeg-gray", "bmp")) {
      for (Comparison comparison : Comparison.values()) {
        restore(
            "compared " + comparison, photo, answer, "soft", by -> by.withComparison(comparison));
        restore(
            "region compared " + comparison,
            photo,
            answer,
            "soft",
            by -> by.withComparison(comparison).withRegion(region));
      }
    }
    for (DamagePolicy damage : DamagePolicy.values()) {
      ReadOptions reading = ReadOptions.DEFAULT.withDamage(damage);
      for (Photo whole : some("png-RGB-8", "jpeg-RATIO_420")) {
        Photo half = cut(whole, whole.name(), 50);
        restore("half " + damage, half, answer, "soft", by -> by.withReading(reading));
      }
    }
  }

  private void everyAnswer() throws IOException {
    int[][] sizes = {{WIDTH, HEIGHT}, {48, 32}, {200, 133}, {64, 64}};
    for (Photo photo : some("png-RGB-8", "png-GRAY-8", "jpeg-RATIO_444", "jpeg-p3")) {
      for (String kind : List.of("png", "jpeg", "p3", "gray", "rgba", "deep")) {
        for (int[] size : sizes) {
          byte[] answer = GoldenImages.answer(kind, size[0], size[1]);
          String name = "answer %s %dx%d".formatted(kind, size[0], size[1]);
          restore(name, photo, answer, "soft", by -> by);
        }
      }
    }
    List<Photo> shifted = GoldenImages.shifted();
    byte[] answer = shifted.get(1).bytes();
    for (Photo photo : List.of(shifted.get(0), shifted.get(2))) {
      for (boolean matches : new boolean[] {false, true}) {
        RestoreOptions options = new RestoreOptions(4, 0, FeatherSide.CENTERED, matches, Align.OFF);
        for (String mask : List.of("spot", "soft")) {
          String name = (matches ? "matched " : "unmatched ") + mask;
          restore(name, photo, answer, mask, by -> by.withRestoring(options));
        }
      }
    }
  }

  private void restoredMasks() throws IOException {
    byte[] answer = GoldenImages.answer("png", WIDTH, HEIGHT);
    byte[] square = GoldenImages.painted("soft", 50, 50);
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_420")) {
      for (Map.Entry<String, MaskConvention> convention : conventions().entrySet()) {
        for (int size : new int[] {1, 2}) {
          for (boolean fill : new boolean[] {false, true}) {
            MaskOptions options = MASK.withConvention(convention.getValue()).withFillEnclosed(fill);
            restore(
                "%s 1/%d%s".formatted(convention.getKey(), size, fill ? " filled" : ""),
                photo,
                answer,
                maskOf(convention.getValue(), "ring", WIDTH / size, HEIGHT / size),
                by -> by.withMask(options));
          }
        }
      }
      OutputOptions labeled = OUTPUT.withLabel(AiLabel.COMPOSITE);
      restore("labeled", photo, answer, "soft", by -> by.withOutput(labeled));
      restore("to jpeg 80", photo, answer, "soft", by -> by.withFormat(JPEG_80));
      MaskOptions stretched = MASK.withFit(MaskFit.STRETCH);
      restore("stretched", photo, answer, square, by -> by.withMask(stretched));
      restore("misfit", photo, answer, square, by -> by);
      restore("strict", photo, answer, "soft", by -> by.withOutput(OUTPUT.withStrict(true)));
    }
  }

  @Test
  void preparations() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      String name = photo.name();
      prepare(name, photo.bytes(), by -> by);
      OutputOptions bare = OUTPUT.withMetadata(Metadata.NOTHING);
      prepare(name + " bare", photo.bytes(), by -> by.withOutput(bare));
      prepare(name + " encoded", photo.bytes(), by -> by.withPassThrough(false));
      prepare(name + " sRGB", photo.bytes(), by -> by.withToSrgb(true));
      prepare(name + " small", photo.bytes(), by -> by.withMaxSide(40));
    }
    sizes();
    limits();
    preparedMasks();
    preparedComposites();
    outputs.check("preparations.txt");
  }

  private void sizes() throws IOException {
    ImagePart part = new ImagePart(WIDTH, HEIGHT, 8, 9, 50, 41);
    ImagePart half = new ImagePart(WIDTH / 2, HEIGHT / 2, 3, 3, 25, 21);
    for (Photo photo : some("png-RGBA-16", "jpeg-RATIO_420", "jpeg-progressive", "gif")) {
      byte[] bytes = photo.bytes();
      String name = photo.name();
      prepare(name + " tiny", bytes, by -> by.withMaxSide(11));
      prepare(name + " pixels", bytes, by -> by.withMaxPixels(2_000));
      prepare(name + " exact", bytes, by -> by.withExactSize(70, 90));
      prepare(name + " light", bytes, by -> by.withLinearLight(true).withMaxSide(30));
      prepare(name + " part", bytes, by -> by.withPart(part));
      prepare(name + " part of half, exact", bytes, by -> by.withPart(half).withExactSize(64, 64));
      prepare(name + " to jpeg", bytes, by -> by.withFormat(JPEG_80).withMaxSide(50));
      prepare(name + " to png", bytes, by -> by.withFormat(OutputFormat.PNG));
    }
  }

  private void limits() throws IOException {
    ReadOptions lenient = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT);
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_444", "png-GRAY-16", "tiff-8")) {
      byte[] bytes = photo.bytes();
      String name = photo.name();
      for (int most : new int[] {700, 1_500, 6_000}) {
        UploadLimits few = BOTH.withMaxBytes(most);
        prepare(name + " within " + most, bytes, by -> by.withLimits(few));
        UploadLimits png = few.withMediaTypes("image/png");
        prepare(name + " png within " + most, bytes, by -> by.withLimits(png));
      }
      prepare(name + " too small", bytes, by -> by.withLimits(BOTH.withMinSide(65)));
      UploadLimits small = BOTH.withMaxPixels(3_000).withMaxSide(90);
      prepare(name + " limited", bytes, by -> by.withLimits(small));
      prepare(name + " half", cut(photo, name, 50).bytes(), by -> by.withReading(lenient));
    }
  }

  private void preparedMasks() throws IOException {
    for (Map.Entry<String, MaskConvention> from : conventions().entrySet()) {
      byte[] mask = maskOf(from.getValue(), "ring", WIDTH, HEIGHT);
      MaskOptions taken = MASK.withConvention(from.getValue());
      for (Map.Entry<String, MaskConvention> to : conventions().entrySet()) {
        String name = "mask %s to %s".formatted(from.getKey(), to.getKey());
        prepare(name, mask, by -> by.withMask(taken, to.getValue()));
      }
      MaskOptions filled = taken.withFillEnclosed(true);
      prepare(
          "mask %s filled".formatted(from.getKey()),
          mask,
          by -> by.withMask(filled, MaskConvention.WHITE_EDITS).withMaxSide(60));
      prepare("paint of " + from.getKey(), mask, by -> by.withMask(taken, MaskConvention.PAINTED));
    }
  }

  private void preparedComposites() throws IOException {
    for (Photo photo : some("png-RGB-8", "png-RGBA-16", "jpeg-RATIO_420", "jpeg-turned-6", "gif")) {
      for (int side : new int[] {25, 50, 200}) {
        outputs.add(
            "composite within %d %s".formatted(side, photo.name()),
            target ->
                GoldenFacts.of(
                    COMPOSITOR.composite(
                        ImageSource.of(photo.bytes()),
                        ImageSource.of(painted("soft", photo)),
                        PREPARER.withMaxSide(side),
                        target)));
      }
    }
  }

  @Test
  void rows() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      ImageRows images = ImageRows.create();
      ImageSource source = ImageSource.of(photo.bytes());
      for (OutputFormat format : List.of(OutputFormat.PNG, JPEG_80)) {
        outputs.add(
            photo.name() + " to " + format.mediaType(),
            target -> "bytes=" + images.convert(source, format, target));
      }
      outputs.add(
          photo.name() + " as stored",
          target -> "bytes=" + images.withUpright(false).convert(source, OutputFormat.PNG, target));
      changed(photo, "scaled", rows -> ImageRows.scaled(rows, 41, 77));
      changed(photo, "converted", rows -> ImageRows.converted(rows, 3, 16, 0x102030));
    }
    outputs.check("rows.txt");
  }

  private void changed(Photo photo, String name, UnaryOperator<WindowReader> change)
      throws IOException {
    outputs.add(
        photo.name() + " " + name,
        target -> {
          try (WindowReader rows = ImageRows.create().open(ImageSource.of(photo.bytes()))) {
            WindowReader changed = change.apply(rows);
            return "bytes=" + ImageRows.create().write(changed, OutputFormat.PNG, target);
          }
        });
  }
}
