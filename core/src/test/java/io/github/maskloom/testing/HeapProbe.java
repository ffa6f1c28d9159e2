package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ObjectArrays;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.composite.PhotoJob;
import io.github.maskloom.internal.composite.Restoration;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import javax.imageio.ImageIO;

/**
 * A process of its own that does every kind of work at several widths and says, of each, what heap
 * it declared and what it took: the most in use right after a forced collection while it ran, less
 * what was in use before.
 */
public final class HeapProbe {
  private static final int ROWS = 300;
  private static final int CARRIED_BYTES = 400_000;

  /** What a piece of work declared and took. */
  public record Figure(String work, int width, long declaredBytes, long measuredBytes) {}

  /** A piece of work on images of some width. */
  private interface Work {
    void run(Pictures pictures, HeapLooks heap) throws IOException;
  }

  private HeapProbe() {}

  /** Measures everything at some widths. */
  public static List<Figure> run(Path folder, int... widths)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    for (int width : widths) {
      arguments.add(String.valueOf(width));
    }
    String[] options = ObjectArrays.concat(ChildJvm.exactCollections(), "-Xmx300m");
    Process child = ChildJvm.start(HeapProbe.class, folder, arguments, options);
    List<Figure> figures = new ArrayList<>();
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      while (out.hasNext()) {
        figures.add(new Figure(out.next(), out.nextInt(), out.nextLong(), out.nextLong()));
      }
    }
    if (child.waitFor() != 0) {
      throw new AssertionError("the probe failed with " + child.exitValue());
    }
    return figures;
  }

  /** Arguments: a folder, widths. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Pictures small = new Pictures(Files.createDirectories(folder.resolve("small")), 64);
    for (Work work : works().values()) {
      work.run(small, HeapLooks.blind(unbounded()));
    }
    for (int i = 1; i < args.length; i++) {
      int width = Integer.parseInt(args[i]);
      Pictures pictures = new Pictures(Files.createDirectories(folder.resolve("w" + width)), width);
      for (Map.Entry<String, Work> work : works().entrySet()) {
        HeapLooks heap = new HeapLooks(unbounded());
        work.getValue().run(pictures, heap);
        heap.checkPlan(work.getKey());
        System.out.println(
            work.getKey() + " " + width + " " + heap.mostDrawnBytes() + " " + heap.takenBytes());
      }
    }
  }

  private static MemoryBudget unbounded() {
    return MemoryBudget.ofBytes(1L << 40);
  }

  private static Map<String, Work> works() {
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("png-to-png", composite("photo.png", OutputFormat.PNG, 1));
    works.put("png-to-png-2-threads", composite("photo.png", OutputFormat.PNG, 2));
    works.put("png-to-jpeg", composite("photo.png", OutputFormat.JPEG, 1));
    works.put("png-to-jpeg-3-threads", composite("photo.png", OutputFormat.JPEG, 3));
    works.put("deep-png-to-png", composite("deep.png", OutputFormat.PNG, 1));
    works.put("deep-png-to-jpeg", composite("deep.png", OutputFormat.JPEG, 1));
    works.put("gray-png-to-png", composite("gray.png", OutputFormat.PNG, 1));
    works.put("flat-png-to-png", composite("flat.png", OutputFormat.PNG, 1));
    works.put("interlaced-png-to-png", composite("interlaced.png", OutputFormat.PNG, 1));
    works.put("jpeg-to-png", composite("photo.jpg", OutputFormat.PNG, 1));
    works.put("jpeg-to-png-3-threads", composite("photo.jpg", OutputFormat.PNG, 3));
    works.put("jpeg-to-jpeg", composite("photo.jpg", OutputFormat.JPEG, 1));
    works.put("progressive-jpeg-to-png", composite("progressive.jpg", OutputFormat.PNG, 1));
    works.put("bmp-to-png", composite("photo.bmp", OutputFormat.PNG, 1));
    works.put("run-length-bmp-to-png", composite("runs.bmp", OutputFormat.PNG, 1));
    works.put("gif-to-png", composite("photo.gif", OutputFormat.PNG, 1));
    works.put("tiff-to-png", composite("photo.tif", OutputFormat.PNG, 1));
    works.put("turned-jpeg-to-png", composite("turned.jpg", OutputFormat.PNG, 1));
    works.put("turned-jpeg-to-jpeg", composite("turned.jpg", OutputFormat.JPEG, 1));
    works.put("progressive-jpeg-to-jpeg", composite("progressive.jpg", OutputFormat.JPEG, 1));
    works.put("lzw-tiff-to-png", composite("runs.tif", OutputFormat.PNG, 1));
    for (String name :
        List.of(
            "photo.png",
            "interlaced.png",
            "photo.jpg",
            "progressive.jpg",
            "photo.bmp",
            "photo.gif",
            "photo.tif")) {
      works.put("ranged-" + name, ranged(name, OutputFormat.PNG));
    }
    works.put("ranged-progressive-to-jpeg", ranged("progressive.jpg", OutputFormat.JPEG));
    works.put("carrying-to-png", carried(OutputFormat.PNG));
    works.put("carrying-to-jpeg", carried(OutputFormat.JPEG));
    works.put("small-mask", masked("half.png", OutputFormat.PNG, 0));
    works.put("large-mask", masked("double.png", OutputFormat.PNG, 0));
    works.put("jpeg-mask", masked("white.jpg", OutputFormat.JPEG, 0));
    works.put("tall-windows", masked("mask.png", OutputFormat.JPEG, 64));
    works.put("composite-prepared", compositeAndPrepare(1024));
    works.put("composite-prepared-reduced", compositeAndPrepare(200));
    works.put("restore-grown", edge(MaskConvention.PAINTED, 12, FeatherSide.INWARDS));
    works.put("restore-grown-widely", edge(MaskConvention.PAINTED, 100, FeatherSide.OUTWARDS));
    works.put("restore-grown-softly", edge(MaskConvention.WHITE_EDITS, 12, FeatherSide.CENTERED));
    works.put("composite-filled", filled("photo.png", "dots.png", OutputFormat.PNG));
    works.put("composite-filled-jpeg", filled("photo.jpg", "dots.png", OutputFormat.JPEG));
    works.put("restore-filled", HeapProbe::restoreFilled);
    works.put(
        "prepare-filled-mask",
        prepare(
            "dots.png",
            builder()
                .withMask(MaskOptions.DEFAULT.withFillEnclosed(true), MaskConvention.WHITE_EDITS)));
    works.put("restore-png", restore("photo.png", "photo.jpg", "mask.png", 8));
    works.put("restore-scaled", restore("photo.png", "smaller.jpg", "mask.png", 8));
    works.put("restore-scaled-mask", restore("photo.png", "smaller.jpg", "half.png", 100));
    works.put("restore-jpeg", restore("photo.jpg", "photo.png", "mask.png", 8));
    works.put("restore-jpeg-scaled", restore("photo.jpg", "smaller.jpg", "mask.png", 8));
    works.put("restore-progressive", restore("progressive.jpg", "photo.jpg", "mask.png", 8));
    works.put("restore-matched", matched("photo.png", "smaller.jpg", OutputFormat.PNG));
    works.put("restore-matched-wide", matched("wide.png", "photo.jpg", OutputFormat.PNG));
    works.put("restore-matched-deep", matched("deep.png", "photo.png", OutputFormat.PNG));
    works.put("restore-matched-spliced", matched("photo.jpg", "smaller.jpg", OutputFormat.JPEG));
    works.put(
        "prepare-to-srgb",
        prepare("wide.png", builder().withFormat(OutputFormat.PNG).withToSrgb(true)));
    works.put("restore-region", HeapProbe::restoreRegion);
    works.put("search-paint", HeapProbe::searchPaint);
    works.put("prepare-part", HeapProbe::preparePart);
    works.put("composite-part", HeapProbe::compositePart);
    works.put("prepare-png", prepare("photo.png", builder().withMaxSide(200)));
    works.put("prepare-jpeg", prepare("busy.jpg", builder().withMaxSide(1024)));
    works.put("prepare-reduced", prepare("photo.jpg", builder().withMaxSide(200)));
    works.put("prepare-reduced-turned", prepare("turned.jpg", builder().withMaxSide(200)));
    works.put(
        "prepare-reduced-progressive", prepare("busy-progressive.jpg", builder().withMaxSide(333)));
    works.put("prepare-as-it-is", prepare("busy.jpg", builder()));
    works.put("prepare-to-png", prepare("photo.jpg", builder().withFormat(OutputFormat.PNG)));
    works.put("prepare-carrying", prepare("carrying.png", builder().withFormat(OutputFormat.PNG)));
    works.put("prepare-flipped", prepare("flipped.png", builder().withFormat(OutputFormat.PNG)));
    works.put(
        "prepare-light", prepare("mask.png", builder().withMaxSide(200).withLinearLight(true)));
    works.put("prepare-larger", prepare("photo.png", builder().withExactSize(4_000, 200)));
    works.put(
        "prepare-mask",
        prepare("mask.png", builder().withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS)));
    works.put("prepare-search", HeapProbe::searchJpeg);
    works.put("prepare-search-png", HeapProbe::searchPng);
    works.put("prepare-mask-search", searchMask(1));
    works.put("prepare-mask-search-2-threads", searchMask(2));
    works.put("copy-carrying", prepare("carrying.png", builder().withPassThrough(true)));
    works.put("copy", prepare("photo.jpg", builder().withPassThrough(true)));
    return works;
  }

  private static ImagePreparer builder() {
    return ImagePreparer.create().withFormat(OutputFormat.JPEG).withPassThrough(false);
  }

  private static Work composite(String photo, OutputFormat format, int threads) {
    return (pictures, heap) ->
        composite(
            compositor(work(heap).withThreads(threads)).withFormat(format),
            pictures,
            heap,
            photo,
            "mask.png");
  }

  private static Work masked(String mask, OutputFormat format, int windowRows) {
    return (pictures, heap) -> {
      WorkOptions work = work(heap);
      MaskCompositor compositor =
          compositor(windowRows > 0 ? work.withWindowRows(windowRows) : work)
              .withFormat(format)
              .withConvention(MaskConvention.PAINTED_EVERYWHERE);
      composite(compositor, pictures, heap, "photo.png", mask);
    };
  }

  private static void composite(
      MaskCompositor compositor, Pictures pictures, HeapLooks heap, String photo, String mask)
      throws IOException {
    heap.plan(compositor.explain(pictures.source(photo), pictures.source(mask)).work().heapBytes());
    compositor.composite(pictures.source(photo), pictures.source(mask), pictures.target());
  }

  /** A photo that is read in ranges. */
  private static Work ranged(String photo, OutputFormat format) {
    return (pictures, heap) -> {
      MaskCompositor compositor = compositor(work(heap)).withFormat(format);
      ImageSource mask = pictures.source("mask.png");
      heap.plan(compositor.explain(pictures.ranges(photo), mask).work().heapBytes());
      compositor.composite(pictures.ranges(photo), mask, pictures.target());
    };
  }

  /** Photo and mask with much metadata. */
  private static Work carried(OutputFormat format) {
    return (pictures, heap) ->
        composite(
            compositor(work(heap)).withFormat(format),
            pictures,
            heap,
            "carrying.png",
            "carrying-mask.png");
  }

  private static Work restore(String under, String replacement, String mask, int featherPixels) {
    return (pictures, heap) -> {
      PhotoRestorer restorer =
          PhotoRestorer.create()
              .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
              .withWork(work(heap))
              .withRestoring(RestoreOptions.DEFAULT.withFeather(featherPixels))
              .withFormat(under.endsWith(".png") ? OutputFormat.PNG : OutputFormat.JPEG);
      ImageSource photo = pictures.source(under);
      ImageSource answer = pictures.source(replacement);
      heap.plan(restorer.explain(photo, answer, pictures.source(mask)).work().heapBytes());
      restorer.restore(photo, answer, pictures.source(mask), pictures.target());
    };
  }

  private static void restoreRegion(Pictures pictures, HeapLooks heap) throws IOException {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
            .withWork(work(heap))
            .withRegion(new BoundingBox(pictures.width() / 4, 60, pictures.width() / 2, 180));
    ImageSource photo = pictures.source("photo.png");
    ImageSource answer = pictures.source("smaller.jpg");
    ImageSource mask = pictures.source("mask.png");
    heap.plan(restorer.explain(photo, answer, mask).work().heapBytes());
    restorer.restore(photo, answer, mask, pictures.target());
  }

  /** Of which nobody is told before what it takes. */
  private static void searchPaint(Pictures pictures, HeapLooks heap) throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(heap.budget()).withCancel(heap);
    try (Scope scope = new Scope(work)) {
      new Restoration(PhotoJob.DEFAULT.with(work), Restoration.How.DEFAULT, scope)
          .paintedPart(pictures.source("photo.jpg"), pictures.source("double.png"));
    }
    heap.plan(heap.mostDrawnBytes());
  }

  private static void preparePart(Pictures pictures, HeapLooks heap) throws IOException {
    prepare("photo.jpg", builder().withPart(part(pictures)).withExactSize(500, 100))
        .run(pictures, heap);
  }

  private static void compositePart(Pictures pictures, HeapLooks heap) throws IOException {
    ImagePreparer preparer = builder().withPart(part(pictures)).withWork(work(heap));
    ImageSource photo = pictures.source("photo.png");
    ImageSource mask = pictures.source("mask.png");
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
            .withFormat(OutputFormat.PNG)
            .withWork(work(heap));
    heap.plan(compositor.explain(photo, mask, preparer).work().heapBytes());
    compositor.composite(photo, mask, preparer, pictures.target());
  }

  private static ImagePart part(Pictures pictures) {
    return new ImagePart(
        pictures.width(), ROWS, pictures.width() / 4, 60, pictures.width() / 2, 180);
  }

  /** Colors matched in a pass before. */
  private static Work matched(String photoName, String replacement, OutputFormat format) {
    return (pictures, heap) -> {
      PhotoRestorer restorer =
          PhotoRestorer.create()
              .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
              .withWork(work(heap))
              .withFormat(format)
              .withRestoring(RestoreOptions.DEFAULT.withMatchColor(true));
      ImageSource photo = pictures.source(photoName);
      ImageSource answer = pictures.source(replacement);
      ImageSource mask = pictures.source("mask.png");
      heap.plan(restorer.explain(photo, answer, mask).work().heapBytes());
      restorer.restore(photo, answer, mask, pictures.target());
    };
  }

  private static Work edge(MaskConvention convention, int grow, FeatherSide side) {
    return (pictures, heap) ->
        restore(
            restorer(heap)
                .withConvention(convention)
                .withRestoring(
                    RestoreOptions.DEFAULT.withGrow(grow).withFeather(grow).withFeatherSide(side)),
            pictures,
            heap,
            "mask.png");
  }

  private static void restoreFilled(Pictures pictures, HeapLooks heap) throws IOException {
    restore(
        restorer(heap)
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH).withFillEnclosed(true)),
        pictures,
        heap,
        "dots.png");
  }

  private static PhotoRestorer restorer(HeapLooks heap) {
    return PhotoRestorer.create()
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .withFormat(OutputFormat.PNG)
        .withWork(work(heap));
  }

  private static void restore(PhotoRestorer builder, Pictures pictures, HeapLooks heap, String mask)
      throws IOException {
    PhotoRestorer restorer = builder;
    ImageSource photo = pictures.source("photo.png");
    ImageSource answer = pictures.source("photo.jpg");
    heap.plan(restorer.explain(photo, answer, pictures.source(mask)).work().heapBytes());
    restorer.restore(photo, answer, pictures.source(mask), pictures.target());
  }

  /** As many areas as a mask of that size can have, or as are allowed. */
  private static Work filled(String photo, String mask, OutputFormat format) {
    return (pictures, heap) ->
        composite(
            compositor(work(heap))
                .withFormat(format)
                .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH).withFillEnclosed(true)),
            pictures,
            heap,
            photo,
            mask);
  }

  private static MaskCompositor compositor(WorkOptions work) {
    return MaskCompositor.create()
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .withFormat(OutputFormat.PNG)
        .withWork(work);
  }

  private static WorkOptions work(HeapLooks heap) {
    return WorkOptions.DEFAULT
        .withBudget(heap.budget())
        .withCancel(heap)
        .withListener(Heard.rows((done, total) -> heap.look()));
  }

  private static Work compositeAndPrepare(int maxSide) {
    return (pictures, heap) -> {
      ImagePreparer preparer =
          builder().withMaxSide(maxSide).withWork(WorkOptions.DEFAULT.withCancel(heap));
      ImageSource photo = pictures.source("photo.jpg");
      ImageSource mask = pictures.source("mask.png");
      MaskCompositor compositor = compositor(work(heap));
      heap.plan(compositor.explain(photo, mask, preparer).work().heapBytes());
      compositor.composite(photo, mask, preparer, pictures.target());
    };
  }

  private static Work prepare(String picture, ImagePreparer builder) {
    return prepare(picture, builder, 1);
  }

  private static Work prepare(String picture, ImagePreparer builder, int threads) {
    return (pictures, heap) -> {
      ImagePreparer preparer = builder.withWork(work(heap).withThreads(threads));
      heap.plan(preparer.explain(pictures.source(picture)).heapBytes());
      preparer.prepare(pictures.source(picture), pictures.target());
    };
  }

  /** Allows so few bytes that scales are tried after qualities. */
  private static void searchJpeg(Pictures pictures, HeapLooks heap) throws IOException {
    UploadLimits limits = UploadLimits.NONE.withMaxBytes(700 + pictures.width() * 15L);
    prepare("busy.png", builder().withLimits(limits)).run(pictures, heap);
  }

  /** Scales before rows are spooled, and again to save bytes. */
  private static void searchPng(Pictures pictures, HeapLooks heap) throws IOException {
    UploadLimits limits = UploadLimits.NONE.withMaxBytes(60L * pictures.width());
    ImagePreparer builder =
        builder()
            .withFormat(OutputFormat.PNG)
            .withMaxSide(pictures.width() * 3 / 4)
            .withLimits(limits);
    prepare("photo.png", builder).run(pictures, heap);
  }

  /** A mask of many grays, smaller and smaller. */
  private static Work searchMask(int threads) {
    return (pictures, heap) ->
        prepare(
                "photo.png",
                builder()
                    .withMask(
                        MaskOptions.DEFAULT.withConvention(MaskConvention.WHITE_EDITS),
                        MaskConvention.WHITE_EDITS)
                    .withLimits(UploadLimits.NONE.withMaxBytes(70L * pictures.width())),
                threads)
            .run(pictures, heap);
  }

  /** Images of one width in a folder. */
  private record Pictures(Path folder, int width) {
    Pictures {
      try {
        write(folder, width);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void write(Path folder, int width) throws IOException {
      SyntheticRows.photo(width, ROWS).write(OutputFormat.PNG, folder.resolve("photo.png"));
      SyntheticRows.photo(width, ROWS).write(OutputFormat.JPEG, folder.resolve("photo.jpg"));
      SyntheticRows.busy(width, ROWS).write(OutputFormat.JPEG, folder.resolve("busy.jpg"));
      SyntheticRows.busy(width, ROWS).write(OutputFormat.PNG, folder.resolve("busy.png"));
      SyntheticRows.photo(width, ROWS).write(OutputFormat.JPEG, folder.resolve("white.jpg"));
      SyntheticRows.photo(width / 3, ROWS / 3)
          .write(OutputFormat.JPEG, folder.resolve("smaller.jpg"));
      SyntheticRows.mask(width, ROWS).write(OutputFormat.PNG, folder.resolve("mask.png"));
      int dotted = Math.min(ROWS, 2 * ImageLimits.DEFAULT.maxAreas() / width);
      SyntheticRows.dots(width, ROWS, dotted).write(OutputFormat.PNG, folder.resolve("dots.png"));
      SyntheticRows.mask(width / 2, ROWS / 2).write(OutputFormat.PNG, folder.resolve("half.png"));
      SyntheticRows.mask(width * 2, ROWS * 2).write(OutputFormat.PNG, folder.resolve("double.png"));
      Files.write(
          folder.resolve("wide.png"),
          PngFiles.withProfile(
              Files.readAllBytes(folder.resolve("photo.png")), TestProfiles.displayP3().encode()));
      Files.write(folder.resolve("deep.png"), TestPng.of(ColorType.RGB, 16, width, ROWS).encode());
      Files.write(folder.resolve("gray.png"), TestPng.of(ColorType.GRAY, 8, width, ROWS).encode());
      Files.write(
          folder.resolve("flat.png"),
          TestPng.of(ColorType.RGB, 8, width, ROWS).samples(new int[3 * width * ROWS]).encode());
      Files.write(
          folder.resolve("interlaced.png"),
          TestPng.of(ColorType.RGB, 8, width, ROWS).interlaced(true).encode());
      Files.write(folder.resolve("progressive.jpg"), TestJpegs.progressive(width, ROWS, 3));
      BufferedImage busy = ImageIO.read(folder.resolve("busy.png").toFile());
      Files.write(folder.resolve("busy-progressive.jpg"), TestJpegs.progressive(busy, 2, 2));
      Files.write(
          folder.resolve("turned.jpg"),
          JpegEdits.withExif(
              Files.readAllBytes(folder.resolve("photo.jpg")),
              JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6)));
      Files.write(folder.resolve("carrying.png"), carrying(folder, "photo.png", 1));
      Files.write(folder.resolve("carrying-mask.png"), carrying(folder, "mask.png", 1));
      Files.write(folder.resolve("flipped.png"), carrying(folder, "photo.png", 4));
      BufferedImage drawn = drawn(width);
      Files.write(folder.resolve("photo.bmp"), ForeignFiles.bmp(drawn, "BI_RGB"));
      Files.write(folder.resolve("runs.bmp"), ForeignFiles.bmp(drawn, "BI_RLE8"));
      Files.write(folder.resolve("photo.gif"), ForeignFiles.gif(drawn, false));
      Files.write(folder.resolve("photo.tif"), ForeignFiles.tiff(drawn, "Deflate", 8));
      Files.write(folder.resolve("runs.tif"), ForeignFiles.tiff(blank(width), "LZW", ROWS));
    }

    private static byte[] carrying(Path folder, String name, int orientation) throws IOException {
      byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);
      int bytes = orientation == 1 ? CARRIED_BYTES : exif.length;
      return PngFiles.withChunk(
          Files.readAllBytes(folder.resolve(name)), "eXIf", Arrays.copyOf(exif, bytes));
    }

    private static BufferedImage blank(int width) {
      return new BufferedImage(width, ROWS, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static BufferedImage drawn(int width) {
      BufferedImage drawn = new BufferedImage(width, ROWS, BufferedImage.TYPE_BYTE_INDEXED);
      for (int y = 0; y < ROWS; y++) {
        for (int x = 0; x < width; x++) {
          drawn.getRaster().setSample(x, y, 0, (x / 50 + y / 40) % 256);
        }
      }
      return drawn;
    }

    ImageSource source(String name) {
      return ImageSource.of(folder.resolve(name));
    }

    /** Ranges of a file, each a stream of its own. */
    ImageSource ranges(String name) throws IOException {
      Path file = folder.resolve(name);
      return ImageSource.seekable(
          (position, length) -> {
            InputStream stream = Files.newInputStream(file);
            stream.skipNBytes(position);
            return stream;
          },
          Files.size(file));
    }

    ImageTarget target() {
      return ImageTarget.of(folder.resolve("result"));
    }
  }
}
