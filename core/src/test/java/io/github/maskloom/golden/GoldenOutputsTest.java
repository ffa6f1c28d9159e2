package io.github.maskloom.golden;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.golden.GoldenImages.Photo;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.WindowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Outputs of every kind, and what their reports say, are those that were recorded. */
class GoldenOutputsTest {
  private static final int WIDTH = GoldenImages.WIDTH;
  private static final int HEIGHT = GoldenImages.HEIGHT;
  private static final OutputFormat JPEG_80 =
      new OutputFormat.Jpeg(80, 0xFFEEDD, ChromaSampling.RATIO_420, false, false);

  private final GoldenOutputs outputs = new GoldenOutputs();

  private void composite(String name, Photo photo, byte[] mask, Consumer<GoldenEdit> options)
      throws IOException {
    GoldenEdit edit = new GoldenEdit();
    options.accept(edit);
    outputs.add(
        name + " " + photo.name(),
        target ->
            GoldenFacts.of(
                edit.compositor()
                    .composite(ImageSource.of(photo.bytes()), ImageSource.of(mask), target)));
  }

  private void restore(
      String name, Photo photo, byte[] answer, byte[] mask, Consumer<GoldenEdit> options)
      throws IOException {
    GoldenEdit edit = new GoldenEdit();
    options.accept(edit);
    outputs.add(
        name + " " + photo.name(),
        target ->
            GoldenFacts.of(
                edit.restorer()
                    .restore(
                        ImageSource.of(photo.bytes()),
                        ImageSource.of(answer),
                        ImageSource.of(mask),
                        target)));
  }

  private void prepare(String name, byte[] image, Consumer<GoldenPreparing> options)
      throws IOException {
    GoldenPreparing preparing = new GoldenPreparing();
    options.accept(preparing);
    outputs.add(
        name,
        target -> GoldenFacts.of(preparing.preparer().prepare(ImageSource.of(image), target)));
  }

  private static byte[] painted(String kind, Photo photo) {
    return GoldenImages.painted(kind, photo.width(), photo.height());
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
    if (convention instanceof MaskConvention.Painted) {
      return GoldenImages.painted(kind, width, height);
    }
    return convention instanceof MaskConvention.TransparentEdits
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
    outputs.check("composites.txt");
  }

  private void everyPhoto() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      composite("soft", photo, painted("soft", photo), edit -> {});
      composite("spot", photo, painted("spot", photo), edit -> {});
      composite("blank", photo, painted("blank", photo), edit -> {});
      composite(
          "to png",
          photo,
          painted("soft", photo),
          edit -> edit.format = Optional.of(OutputFormat.PNG));
      composite(
          "to jpeg",
          photo,
          painted("soft", photo),
          edit -> edit.format = Optional.of(OutputFormat.JPEG));
      composite(
          "to jpeg 80", photo, painted("spot", photo), edit -> edit.format = Optional.of(JPEG_80));
    }
    for (ChromaSampling chroma : ChromaSampling.values()) {
      OutputFormat format = new OutputFormat.Jpeg(70, 0, chroma, true, false);
      Photo photo = GoldenImages.photo("png-RGB-8");
      composite(
          "optimized " + chroma,
          photo,
          painted("soft", photo),
          edit -> edit.format = Optional.of(format));
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
              painted("soft", photo),
              edit -> {
                edit.blend = blend;
                edit.rounding = rounding;
              });
        }
      }
    }
  }

  private void everyConvention() throws IOException {
    for (Photo photo : some("png-RGB-8", "png-GRAY-16", "jpeg-RATIO_422")) {
      for (Map.Entry<String, MaskConvention> convention : conventions().entrySet()) {
        for (String kind : List.of("soft", "ring", "all")) {
          byte[] mask = maskOf(convention.getValue(), kind, WIDTH, HEIGHT);
          composite(
              convention.getKey() + " " + kind,
              photo,
              mask,
              edit -> edit.convention = convention.getValue());
        }
        byte[] ring = maskOf(convention.getValue(), "ring", WIDTH, HEIGHT);
        composite(
            convention.getKey() + " filled",
            photo,
            ring,
            edit -> {
              edit.convention = convention.getValue();
              edit.fillEnclosed = true;
              edit.brush = new Brush(0x20FF60, 200);
            });
      }
      composite(
          "gray brush",
          photo,
          GoldenImages.white("soft", WIDTH, HEIGHT),
          edit -> {
            edit.convention = MaskConvention.WHITE_EDITS;
            edit.brush = new Brush(0x808080, 255);
          });
    }
  }

  private void otherMasks() throws IOException {
    int[][] sizes = {{48, 32}, {192, 128}, {97, 64}, {50, 50}, {30, 20}};
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_444")) {
      for (int[] size : sizes) {
        for (MaskFit fit : MaskFit.values()) {
          composite(
              "mask %dx%d %s".formatted(size[0], size[1], fit),
              photo,
              GoldenImages.painted("soft", size[0], size[1]),
              edit -> edit.fit = fit);
        }
        composite(
            "binary mask %dx%d".formatted(size[0], size[1]),
            photo,
            GoldenImages.white("soft", size[0], size[1]),
            edit -> {
              edit.fit = MaskFit.STRETCH;
              edit.convention = MaskConvention.binary(100);
            });
      }
      for (ColorType type : List.of(ColorType.GRAY_ALPHA, ColorType.RGBA)) {
        composite(
            "mask " + type + " 16",
            photo,
            GoldenImages.mask(type, 16, "soft", WIDTH, HEIGHT, false),
            edit -> {});
      }
      composite(
          "opaque mask",
          photo,
          GoldenImages.mask(ColorType.RGB, 8, "soft", WIDTH, HEIGHT, false),
          edit -> {});
      composite(
          "jpeg mask",
          photo,
          GoldenImages.whiteJpeg(WIDTH, HEIGHT),
          edit -> edit.convention = MaskConvention.WHITE_EDITS);
    }
  }

  private void damaged() throws IOException {
    for (Photo whole :
        some("png-RGB-8", "png-interlaced", "jpeg-RATIO_420", "jpeg-progressive", "png-RGBA-16")) {
      for (int percent : new int[] {1, 40, 75}) {
        byte[] bytes = Arrays.copyOf(whole.bytes(), whole.bytes().length * percent / 100);
        Photo photo = new Photo(whole.name() + " of " + percent, bytes, WIDTH, HEIGHT);
        for (DamagePolicy damage : DamagePolicy.values()) {
          composite(
              damage.toString(),
              photo,
              painted("soft", photo),
              edit -> edit.reading = ReadOptions.DEFAULT.withDamage(damage));
        }
      }
    }
    for (Photo photo : some("jpeg-restarting", "jpeg-RATIO_420", "jpeg-progressive", "png-RGB-8")) {
      composite("strict", photo, painted("spot", photo), edit -> edit.strict = true);
    }
  }

  private void metadata() throws IOException {
    for (Photo photo : some("png-fields", "jpeg-fields", "jpeg-hdr", "jpeg-p3", "jpeg-turned-6")) {
      for (Metadata level : Metadata.values()) {
        for (AiLabel label : List.of(AiLabel.NONE, AiLabel.COMPOSITE)) {
          OutputOptions metadata = OutputOptions.DEFAULT.withMetadata(level).withLabel(label);
          String name = level + (label.isEmpty() ? "" : " labeled");
          composite(name, photo, painted("soft", photo), edit -> edit.metadata = metadata);
          composite(
              name + " to png",
              photo,
              painted("soft", photo),
              edit -> {
                edit.metadata = metadata;
                edit.format = Optional.of(OutputFormat.PNG);
              });
        }
      }
    }
  }

  private void works() throws IOException {
    for (Photo photo : some("png-RGB-8", "png-PALETTE-8", "jpeg-RATIO_420")) {
      for (int rows : new int[] {1, 7, 64}) {
        for (int threads : new int[] {1, 3}) {
          composite(
              "windows of %d, threads %d".formatted(rows, threads),
              photo,
              painted("soft", photo),
              edit -> edit.work = WorkOptions.DEFAULT.withWindowRows(rows).withThreads(threads));
        }
      }
      outputs.add(
          "opened once " + photo.name(),
          target ->
              GoldenFacts.of(
                  new GoldenEdit()
                      .compositor()
                      .composite(
                          ImageSource.once(new ByteArrayInputStream(photo.bytes())),
                          ImageSource.once(new ByteArrayInputStream(painted("soft", photo))),
                          target)));
      outputs.add("photo as rows " + photo.name(), target -> rowsOver(photo, target, false));
      outputs.add("both as rows " + photo.name(), target -> rowsOver(photo, target, true));
    }
  }

  private static String rowsOver(
      Photo photo, io.github.maskloom.image.ImageTarget target, boolean both) throws IOException {
    ImageSource mask = ImageSource.of(painted("soft", photo));
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photo.bytes()));
        WindowReader maskRows = ImageRows.create().open(mask)) {
      return GoldenFacts.of(
          both
              ? new GoldenEdit().compositor().composite(rows, maskRows, target)
              : new GoldenEdit().compositor().composite(rows, mask, target));
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
      restore("restored", photo, answer, painted("soft", photo), edit -> {});
      restore(
          "unread",
          photo,
          answer,
          painted("spot", photo),
          edit -> edit.comparison = Comparison.OFF);
    }
  }

  private void everyEdge() throws IOException {
    byte[] answer = GoldenImages.answer("png", WIDTH, HEIGHT);
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_420")) {
      for (FeatherSide side : FeatherSide.values()) {
        for (int feather : new int[] {0, 1, 5, 24}) {
          for (int grow : new int[] {0, 3}) {
            restore(
                "%s %d, grown by %d".formatted(side, feather, grow),
                photo,
                answer,
                painted("soft", photo),
                edit -> edit.restoring = new RestoreOptions(feather, grow, side, false));
          }
        }
      }
    }
  }

  private void everyComparison() throws IOException {
    byte[] answer = GoldenImages.answer("jpeg", WIDTH, HEIGHT);
    for (Photo photo : some("png-RGBA-16", "jpeg-RATIO_420", "jpeg-gray", "bmp")) {
      for (Comparison comparison : Comparison.values()) {
        restore(
            "compared " + comparison,
            photo,
            answer,
            painted("soft", photo),
            edit -> edit.comparison = comparison);
        restore(
            "region compared " + comparison,
            photo,
            answer,
            painted("soft", photo),
            edit -> {
              edit.comparison = comparison;
              edit.region = Optional.of(new BoundingBox(10, 6, 50, 40));
            });
      }
    }
    for (DamagePolicy damage : DamagePolicy.values()) {
      for (Photo whole : some("png-RGB-8", "jpeg-RATIO_420")) {
        byte[] bytes = Arrays.copyOf(whole.bytes(), whole.bytes().length / 2);
        restore(
            "half " + damage,
            new Photo(whole.name(), bytes, WIDTH, HEIGHT),
            answer,
            painted("soft", whole),
            edit -> edit.reading = ReadOptions.DEFAULT.withDamage(damage));
      }
    }
  }

  private void everyAnswer() throws IOException {
    int[][] sizes = {{WIDTH, HEIGHT}, {48, 32}, {200, 133}, {64, 64}};
    for (Photo photo : some("png-RGB-8", "png-GRAY-8", "jpeg-RATIO_444", "jpeg-p3")) {
      for (String kind : List.of("png", "jpeg", "p3", "gray", "rgba", "deep")) {
        for (int[] size : sizes) {
          restore(
              "answer %s %dx%d".formatted(kind, size[0], size[1]),
              photo,
              GoldenImages.answer(kind, size[0], size[1]),
              painted("soft", photo),
              edit -> edit.format = Optional.empty());
        }
      }
    }
    List<Photo> shifted = GoldenImages.shifted();
    for (Photo photo : List.of(shifted.get(0), shifted.get(2))) {
      for (boolean matches : new boolean[] {false, true}) {
        for (String mask : List.of("spot", "soft")) {
          restore(
              (matches ? "matched " : "unmatched ") + mask,
              photo,
              shifted.get(1).bytes(),
              painted(mask, photo),
              edit -> edit.restoring = new RestoreOptions(4, 0, FeatherSide.CENTERED, matches));
        }
      }
    }
  }

  private void restoredMasks() throws IOException {
    byte[] answer = GoldenImages.answer("png", WIDTH, HEIGHT);
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_420")) {
      for (Map.Entry<String, MaskConvention> convention : conventions().entrySet()) {
        for (int size : new int[] {1, 2}) {
          for (boolean fill : new boolean[] {false, true}) {
            restore(
                "%s 1/%d%s".formatted(convention.getKey(), size, fill ? " filled" : ""),
                photo,
                answer,
                maskOf(convention.getValue(), "ring", WIDTH / size, HEIGHT / size),
                edit -> {
                  edit.convention = convention.getValue();
                  edit.fillEnclosed = fill;
                });
          }
        }
      }
      restore(
          "labeled",
          photo,
          answer,
          painted("soft", photo),
          edit -> edit.metadata = OutputOptions.DEFAULT.withLabel(AiLabel.COMPOSITE));
      restore(
          "to jpeg 80",
          photo,
          answer,
          painted("soft", photo),
          edit -> edit.format = Optional.of(JPEG_80));
      restore(
          "stretched",
          photo,
          answer,
          GoldenImages.painted("soft", 50, 50),
          edit -> edit.fit = MaskFit.STRETCH);
      restore("misfit", photo, answer, GoldenImages.painted("soft", 50, 50), edit -> {});
      restore("strict", photo, answer, painted("soft", photo), edit -> edit.strict = true);
    }
  }

  @Test
  void preparations() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      prepare(photo.name(), photo.bytes(), preparing -> {});
      prepare(photo.name() + " bare", photo.bytes(), preparing -> preparing.bare = true);
      prepare(photo.name() + " encoded", photo.bytes(), preparing -> preparing.passThrough = false);
      prepare(photo.name() + " sRGB", photo.bytes(), preparing -> preparing.toSrgb = true);
      prepare(photo.name() + " small", photo.bytes(), preparing -> preparing.maxSide = 40);
    }
    sizes();
    limits();
    preparedMasks();
    preparedComposites();
    outputs.check("preparations.txt");
  }

  private void sizes() throws IOException {
    for (Photo photo : some("png-RGBA-16", "jpeg-RATIO_420", "jpeg-progressive", "gif")) {
      byte[] bytes = photo.bytes();
      String name = photo.name();
      prepare(name + " tiny", bytes, preparing -> preparing.maxSide = 11);
      prepare(name + " pixels", bytes, preparing -> preparing.maxPixels = 2_000);
      prepare(name + " exact", bytes, preparing -> preparing.exactSize = new int[] {70, 90});
      prepare(
          name + " light",
          bytes,
          preparing -> {
            preparing.linearLight = true;
            preparing.maxSide = 30;
          });
      prepare(
          name + " part",
          bytes,
          preparing -> preparing.part = Optional.of(new ImagePart(WIDTH, HEIGHT, 8, 9, 50, 41)));
      prepare(
          name + " part of half, exact",
          bytes,
          preparing -> {
            preparing.part = Optional.of(new ImagePart(WIDTH / 2, HEIGHT / 2, 3, 3, 25, 21));
            preparing.exactSize = new int[] {64, 64};
          });
      prepare(
          name + " to jpeg",
          bytes,
          preparing -> {
            preparing.format = Optional.of(JPEG_80);
            preparing.maxSide = 50;
          });
      prepare(
          name + " to png", bytes, preparing -> preparing.format = Optional.of(OutputFormat.PNG));
    }
  }

  private void limits() throws IOException {
    UploadLimits both = UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg");
    for (Photo photo : some("png-RGB-8", "jpeg-RATIO_444", "png-GRAY-16", "tiff-8")) {
      for (int most : new int[] {700, 1_500, 6_000}) {
        prepare(
            photo.name() + " within " + most,
            photo.bytes(),
            preparing -> preparing.limits = both.withMaxBytes(most));
        prepare(
            photo.name() + " png within " + most,
            photo.bytes(),
            preparing -> preparing.limits = both.withMediaTypes("image/png").withMaxBytes(most));
      }
      prepare(
          photo.name() + " too small",
          photo.bytes(),
          preparing -> preparing.limits = both.withMinSide(65));
      prepare(
          photo.name() + " limited",
          photo.bytes(),
          preparing -> preparing.limits = both.withMaxPixels(3_000).withMaxSide(90));
      byte[] half = Arrays.copyOf(photo.bytes(), photo.bytes().length / 2);
      prepare(
          photo.name() + " half",
          half,
          preparing -> preparing.reading = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT));
    }
  }

  private void preparedMasks() throws IOException {
    for (Map.Entry<String, MaskConvention> from : conventions().entrySet()) {
      byte[] mask = maskOf(from.getValue(), "ring", WIDTH, HEIGHT);
      for (Map.Entry<String, MaskConvention> to : conventions().entrySet()) {
        prepare(
            "mask %s to %s".formatted(from.getKey(), to.getKey()),
            mask,
            preparing -> preparing.mask = new MaskConvention[] {from.getValue(), to.getValue()});
      }
      prepare(
          "mask %s filled".formatted(from.getKey()),
          mask,
          preparing -> {
            preparing.mask = new MaskConvention[] {from.getValue(), MaskConvention.WHITE_EDITS};
            preparing.fillEnclosed = true;
            preparing.maxSide = 60;
          });
      prepare(
          "paint of " + from.getKey(),
          mask,
          preparing -> preparing.paint = Optional.of(from.getValue()));
    }
  }

  private void preparedComposites() throws IOException {
    for (Photo photo : some("png-RGB-8", "png-RGBA-16", "jpeg-RATIO_420", "jpeg-turned-6", "gif")) {
      for (int side : new int[] {25, 50, 200}) {
        GoldenPreparing preparing = new GoldenPreparing();
        preparing.maxSide = side;
        outputs.add(
            "composite within %d %s".formatted(side, photo.name()),
            target ->
                GoldenFacts.of(
                    new GoldenEdit()
                        .compositor()
                        .composite(
                            ImageSource.of(photo.bytes()),
                            ImageSource.of(painted("soft", photo)),
                            preparing.preparer(),
                            target)));
      }
    }
  }

  @Test
  void rows() throws IOException {
    for (Photo photo : GoldenImages.photos()) {
      ImageSource source = ImageSource.of(photo.bytes());
      for (OutputFormat format : List.of(OutputFormat.PNG, JPEG_80)) {
        outputs.add(
            photo.name() + " to " + format.mediaType(),
            target -> "bytes=" + ImageRows.create().convert(source, format, target));
      }
      outputs.add(
          photo.name() + " as stored",
          target ->
              "bytes="
                  + ImageRows.create()
                      .withUpright(false)
                      .convert(source, OutputFormat.PNG, target));
      outputs.add(
          photo.name() + " scaled",
          target -> {
            try (WindowReader rows = ImageRows.create().open(source)) {
              WindowReader scaled = ImageRows.scaled(rows, 41, 77);
              return "bytes=" + ImageRows.create().write(scaled, OutputFormat.PNG, target);
            }
          });
      outputs.add(
          photo.name() + " converted",
          target -> {
            try (WindowReader rows = ImageRows.create().open(source)) {
              WindowReader deep = ImageRows.converted(rows, 3, 16, 0x102030);
              return "bytes=" + ImageRows.create().write(deep, OutputFormat.PNG, target);
            }
          });
    }
    outputs.check("rows.txt");
  }
}
