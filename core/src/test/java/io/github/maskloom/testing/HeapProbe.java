package io.github.maskloom.testing;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.composite.PaintedPart;
import io.github.maskloom.internal.composite.PhotoJob;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A process of its own that does every kind of work at several widths and says, of each, what heap
 * it declared and what it took: the most in use right after a forced collection while it ran, less
 * what was in use before.
 */
public final class HeapProbe {
  private static final int ROWS = 300;
  private static final MaskOptions STRETCHED = MaskOptions.DEFAULT.withFit(MaskFit.STRETCH);
  private static final MaskOptions FILLED = STRETCHED.withFillEnclosed(true);

  private final Map<String, Work> works = new LinkedHashMap<>();

  /** What a piece of work declared and took. */
  public record Figure(String work, int width, long declaredBytes, long measuredBytes) {}

  /** A piece of work on images of some width. */
  private interface Work {
    void run(SamplePictures pictures, HeapLooks heap) throws IOException;
  }

  private HeapProbe() {
    addComposites();
    addRestorations();
    addPreparations();
  }

  /** Measures everything at some widths. */
  public static List<Figure> run(Path folder, int... widths)
      throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>(List.of(folder));
    Arrays.stream(widths).forEach(arguments::add);
    String[] options =
        Stream.concat(
                Stream.of(ChildJvm.exactCollections()),
                // Thousands of collections take twice the time if each looks for classes to unload.
                Stream.of("-Xmx300m", "-XX:-ClassUnloading", "-XX:TieredStopAtLevel=1"))
            .toArray(String[]::new);
    return Probe.lines(HeapProbe.class, folder, arguments, options).stream()
        .map(line -> line.split(" ", -1))
        .map(
            words ->
                new Figure(
                    words[0],
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3])))
        .toList();
  }

  /** Arguments: a folder, widths. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Map<String, Work> works = new HeapProbe().works;
    SamplePictures small = SamplePictures.in(folder.resolve("small"), 64, ROWS);
    for (Work work : works.values()) {
      work.run(small, HeapLooks.blind(unbounded()));
    }
    for (int i = 1; i < args.length; i++) {
      int width = Integer.parseInt(args[i]);
      SamplePictures pictures = SamplePictures.in(folder.resolve("w" + width), width, ROWS);
      for (Map.Entry<String, Work> work : works.entrySet()) {
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

  private void addComposites() {
    composite("png-to-png", "photo.png", OutputFormat.PNG, 1);
    composite("png-to-png-2-threads", "photo.png", OutputFormat.PNG, 2);
    composite("png-to-jpeg", "photo.png", OutputFormat.JPEG, 1);
    composite("png-to-jpeg-3-threads", "photo.png", OutputFormat.JPEG, 3);
    composite("deep-png-to-png", "deep.png", OutputFormat.PNG, 1);
    composite("deep-png-to-jpeg", "deep.png", OutputFormat.JPEG, 1);
    composite("jpeg-to-png-3-threads", "photo.jpg", OutputFormat.PNG, 3);
    composite("jpeg-to-jpeg", "photo.jpg", OutputFormat.JPEG, 1);
    composite("turned-jpeg-to-jpeg", "turned.jpg", OutputFormat.JPEG, 1);
    composite("progressive-jpeg-to-jpeg", "progressive.jpg", OutputFormat.JPEG, 1);
    for (String name :
        List.of(
            "gray.png",
            "flat.png",
            "interlaced.png",
            "photo.jpg",
            "progressive.jpg",
            "photo.bmp",
            "runs.bmp",
            "photo.gif",
            "photo.tif",
            "turned.jpg",
            "runs.tif")) {
      composite(name + "-to-png", name, OutputFormat.PNG, 1);
    }
    for (String name :
        List.of(
            "photo.png",
            "interlaced.png",
            "photo.jpg",
            "progressive.jpg",
            "photo.bmp",
            "photo.gif",
            "photo.tif")) {
      composite("ranged-" + name, name, OutputFormat.PNG, 1);
    }
    composite("ranged-progressive-to-jpeg", "progressive.jpg", OutputFormat.JPEG, 1);
    MaskOptions everywhere = STRETCHED.withConvention(MaskConvention.PAINTED_EVERYWHERE);
    composite("carrying-to-png", "carrying.png", "carrying-mask.png", by -> by);
    composite("carrying-to-jpeg", "carrying.png", "carrying-mask.png", HeapProbe::toJpeg);
    composite("small-mask", "photo.png", "half.png", by -> by.withMask(everywhere));
    composite("large-mask", "photo.png", "double.png", by -> by.withMask(everywhere));
    composite("jpeg-mask", "photo.png", "photo.jpg", by -> toJpeg(by.withMask(everywhere)));
    composite("composite-filled", "photo.png", "dots.png", by -> by.withMask(FILLED));
    composite("composite-filled-jpeg", "photo.jpg", "dots.png", by -> toJpeg(by.withMask(FILLED)));
    composite(
        "tall-windows", "photo.png", "mask.png", by -> by.withWindowRows(64), HeapProbe::toJpeg);
    scene("composite-prepared", "photo.jpg", pictures -> uploads().withMaxSide(1024));
    scene("composite-prepared-reduced", "photo.jpg", pictures -> uploads().withMaxSide(200));
    scene("composite-part", "photo.png", pictures -> uploads().withPart(part(pictures)));
  }

  private static MaskCompositor toJpeg(MaskCompositor compositor) {
    return compositor.withFormat(OutputFormat.JPEG);
  }

  private void composite(String name, String photo, OutputFormat format, int threads) {
    composite(
        name,
        photo,
        "mask.png",
        by -> by.withThreads(threads),
        compositor -> compositor.withFormat(format));
  }

  private void composite(
      String name, String photo, String mask, UnaryOperator<MaskCompositor> how) {
    composite(name, photo, mask, by -> by, how);
  }

  /** A photo whose work is called ranged is read in ranges. */
  private void composite(
      String name,
      String photo,
      String mask,
      UnaryOperator<WorkOptions> pace,
      UnaryOperator<MaskCompositor> how) {
    works.put(
        name,
        (pictures, heap) -> {
          MaskCompositor compositor = how.apply(compositor(pace.apply(work(heap))));
          ImageSource under =
              name.startsWith("ranged-") ? pictures.ranges(photo) : pictures.source(photo);
          ImageSource over = pictures.source(mask);
          heap.plan(compositor.explain(under, over).work().heapBytes());
          compositor.composite(under, over, pictures.target());
        });
  }

  private void scene(String name, String photo, Function<SamplePictures, ImagePreparer> preparing) {
    works.put(
        name,
        (pictures, heap) -> {
          ImagePreparer preparer =
              preparing.apply(pictures).withWork(WorkOptions.DEFAULT.withCancel(heap));
          ImageSource under = pictures.source(photo);
          ImageSource mask = pictures.source("mask.png");
          MaskCompositor compositor = compositor(work(heap));
          heap.plan(compositor.explain(under, mask, preparer).work().heapBytes());
          compositor.composite(under, mask, preparer, pictures.target());
        });
  }

  private static MaskCompositor compositor(WorkOptions work) {
    return MaskCompositor.create().withMask(STRETCHED).withFormat(OutputFormat.PNG).withWork(work);
  }

  private void addRestorations() {
    edge("restore-grown", MaskConvention.PAINTED, 12, FeatherSide.INWARDS);
    edge("restore-grown-widely", MaskConvention.PAINTED, 100, FeatherSide.OUTWARDS);
    edge("restore-grown-softly", MaskConvention.WHITE_EDITS, 12, FeatherSide.CENTERED);
    restore("restore-filled", "photo.png", "photo.jpg", "dots.png", by -> by.withMask(FILLED));
    restore("restore-png", "photo.png", "photo.jpg", "mask.png", by -> by);
    restore("restore-scaled", "photo.png", "smaller.jpg", "mask.png", by -> by);
    RestoreOptions soft = RestoreOptions.DEFAULT.withFeather(100);
    restore(
        "restore-scaled-mask",
        "photo.png",
        "smaller.jpg",
        "half.png",
        by -> by.withRestoring(soft));
    restore("restore-jpeg", "photo.jpg", "photo.png", "mask.png", by -> by);
    restore("restore-jpeg-scaled", "photo.jpg", "smaller.jpg", "mask.png", by -> by);
    restore("restore-progressive", "progressive.jpg", "photo.jpg", "mask.png", by -> by);
    UnaryOperator<PhotoRestorer> matched =
        by -> by.withRestoring(RestoreOptions.DEFAULT.withMatchColor(true));
    restore("restore-matched", "photo.png", "smaller.jpg", "mask.png", matched);
    restore("restore-matched-wide", "wide.png", "photo.jpg", "mask.png", matched);
    restore("restore-matched-deep", "deep.png", "photo.png", "mask.png", matched);
    restore("restore-matched-spliced", "photo.jpg", "smaller.jpg", "mask.png", matched);
    UnaryOperator<PhotoRestorer> aligned =
        by -> by.withRestoring(RestoreOptions.DEFAULT.withAlign(Align.CORRECT));
    restore("restore-aligned", "photo.png", "smaller.jpg", "mask.png", aligned);
    restore("restore-aligned-deep", "deep.png", "photo.png", "mask.png", aligned);
    restore("restore-aligned-spliced", "photo.jpg", "smaller.jpg", "mask.png", aligned);
    works.put(
        "restore-region",
        (pictures, heap) -> {
          ImagePart part = part(pictures);
          BoundingBox region = new BoundingBox(part.x(), part.y(), part.width(), part.height());
          restore(
              restorer("photo.png", heap).withRegion(region),
              pictures.source("photo.png"),
              pictures.source("smaller.jpg"),
              pictures.source("mask.png"),
              pictures,
              heap);
        });
    works.put("search-paint", HeapProbe::searchPaint);
  }

  private void edge(String name, MaskConvention convention, int grow, FeatherSide side) {
    RestoreOptions options =
        RestoreOptions.DEFAULT.withGrow(grow).withFeather(grow).withFeatherSide(side);
    restore(
        name,
        "photo.png",
        "photo.jpg",
        "mask.png",
        by -> by.withConvention(convention).withRestoring(options));
  }

  private void restore(
      String name, String photo, String answer, String mask, UnaryOperator<PhotoRestorer> how) {
    works.put(
        name,
        (pictures, heap) ->
            restore(
                how.apply(restorer(photo, heap)),
                pictures.source(photo),
                pictures.source(answer),
                pictures.source(mask),
                pictures,
                heap));
  }

  private static void restore(
      PhotoRestorer restorer,
      ImageSource photo,
      ImageSource answer,
      ImageSource mask,
      SamplePictures pictures,
      HeapLooks heap)
      throws IOException {
    heap.plan(restorer.explain(photo, answer, mask).work().heapBytes());
    restorer.restore(photo, answer, mask, pictures.target());
  }

  private static PhotoRestorer restorer(String photo, HeapLooks heap) {
    return PhotoRestorer.create()
        .withMask(STRETCHED)
        .withFormat(photo.endsWith(".png") ? OutputFormat.PNG : OutputFormat.JPEG)
        .withWork(work(heap));
  }

  /** Of which nobody is told before what it takes. */
  private static void searchPaint(SamplePictures pictures, HeapLooks heap) throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(heap.budget()).withCancel(heap);
    try (Scope scope = new Scope(work)) {
      PaintedPart.of(
          PhotoJob.DEFAULT.with(work),
          RestoreOptions.DEFAULT,
          pictures.source("photo.jpg"),
          pictures.source("double.png"),
          scope);
    }
    heap.plan(heap.mostDrawnBytes());
  }

  private void addPreparations() {
    ImagePreparer png = uploads().withFormat(OutputFormat.PNG);
    MaskConvention white = MaskConvention.WHITE_EDITS;
    prepare("prepare-filled-mask", "dots.png", uploads().withMask(FILLED, white));
    prepare("prepare-to-srgb", "wide.png", png.withToSrgb(true));
    prepare("prepare-png", "photo.png", uploads().withMaxSide(200));
    prepare("prepare-jpeg", "busy.jpg", uploads().withMaxSide(1024));
    prepare("prepare-reduced", "photo.jpg", uploads().withMaxSide(200));
    prepare("prepare-reduced-turned", "turned.jpg", uploads().withMaxSide(200));
    prepare("prepare-reduced-progressive", "busy-progressive.jpg", uploads().withMaxSide(333));
    prepare("prepare-as-it-is", "busy.jpg", uploads());
    prepare("prepare-to-png", "photo.jpg", png);
    prepare("prepare-carrying", "carrying.png", png);
    prepare("prepare-flipped", "flipped.png", png);
    prepare("prepare-light", "mask.png", uploads().withMaxSide(200).withLinearLight(true));
    prepare("prepare-larger", "photo.png", uploads().withExactSize(4_000, 200));
    prepare("prepare-mask", "mask.png", uploads().withMask(MaskOptions.DEFAULT, white));
    prepare("copy-carrying", "carrying.png", uploads().withPassThrough(true));
    prepare("copy", "photo.jpg", uploads().withPassThrough(true));
    prepare(
        "prepare-part",
        "photo.jpg",
        1,
        pictures -> uploads().withPart(part(pictures)).withExactSize(500, 100));
    // So few bytes that scales are tried after qualities.
    prepare(
        "prepare-search",
        "busy.png",
        1,
        pictures -> uploads().withLimits(atMost(700 + pictures.width() * 15L)));
    // Scales before rows are spooled, and again to save bytes.
    prepare(
        "prepare-search-png",
        "photo.png",
        1,
        pictures ->
            png.withMaxSide(pictures.width() * 3 / 4).withLimits(atMost(60L * pictures.width())));
    // A mask of many grays, smaller and smaller.
    MaskOptions grays = MaskOptions.DEFAULT.withConvention(white);
    for (int threads = 1; threads <= 2; threads++) {
      prepare(
          "prepare-mask-search-%d-threads".formatted(threads),
          "photo.png",
          threads,
          pictures -> uploads().withMask(grays, white).withLimits(atMost(70L * pictures.width())));
    }
  }

  private static UploadLimits atMost(long bytes) {
    return UploadLimits.NONE.withMaxBytes(bytes);
  }

  private void prepare(String name, String picture, ImagePreparer preparer) {
    prepare(name, picture, 1, pictures -> preparer);
  }

  private void prepare(
      String name, String picture, int threads, Function<SamplePictures, ImagePreparer> preparing) {
    works.put(
        name,
        (pictures, heap) -> {
          ImagePreparer preparer =
              preparing.apply(pictures).withWork(work(heap).withThreads(threads));
          heap.plan(preparer.explain(pictures.source(picture)).heapBytes());
          preparer.prepare(pictures.source(picture), pictures.target());
        });
  }

  private static ImagePreparer uploads() {
    return ImagePreparer.create().withFormat(OutputFormat.JPEG).withPassThrough(false);
  }

  private static ImagePart part(SamplePictures pictures) {
    return new ImagePart(
        pictures.width(), ROWS, pictures.width() / 4, 60, pictures.width() / 2, 180);
  }

  private static WorkOptions work(HeapLooks heap) {
    return WorkOptions.DEFAULT
        .withBudget(heap.budget())
        .withCancel(heap)
        .withListener(Heard.rows((done, total) -> heap.look()));
  }
}
