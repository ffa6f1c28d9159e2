package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.local.FurnitureRows.SceneFit;
import io.github.maskloom.local.FurnitureRows.Variation;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.local.PaintedShape.PaintedBox;
import io.github.maskloom.local.Standing.StandingPlan;
import io.github.maskloom.local.light.SceneLook;
import io.github.maskloom.raster.WindowReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * One request that was looked at: each image of it can be written.
 *
 * @param scene the room
 * @param size of the images to make
 * @param standings what goes where, in pixels of that size
 * @param fit what the furniture is fitted to
 * @param placedWhole the references that could not be cut out, the first being 1
 * @param reading how its images are read
 */
record LocalFusion(
    ProviderInput.Image scene,
    SceneSize size,
    List<Standing> standings,
    SceneFit fit,
    List<Integer> placedWhole,
    ImageReading reading) {
  /** What a compositor's feather takes of an edge, and the soft edge of the furniture itself. */
  private static final int MARGIN_PIXELS = RestoreOptions.DEFAULT.featherPixels() + 1;

  private static final String PHOTO = "photo";
  private static final String MASK = "mask";
  private static final OutputFormat JPEG = new OutputFormat.Jpeg(92, 0xFFFFFF);

  /**
   * Looks at every image of a request.
   *
   * @throws FusionRequestException if nothing is painted, or there is no furniture to see
   */
  static LocalFusion of(ProviderRequest request, ImageReading reading) throws IOException {
    check(request);
    ProviderInput.Image mask =
        request.mask().orElseThrow(() -> refused("there is no mask that says where"));
    PaintedBox painted;
    SceneSize maskSize;
    try (ImageReader reader = ImageReader.open(mask.source(), MASK, reading)) {
      maskSize = SceneSize.of(reader.geometry());
      painted = PaintedBox.of(reader);
    }
    if (painted.box().isEmpty()) {
      throw new EmptyMaskException(
          "nothing is painted, so there is no place for the furniture",
          FusionException.Failure.notSent(LocalFusionProvider.ID));
    }
    List<Furniture> furniture = furniture(request.references(), reading);
    List<PaintedShape> spots = spots(mask, painted, furniture.size(), reading);
    SceneLook look;
    SceneSize stored;
    try (ImageReader reader = ImageReader.open(request.photo().source(), PHOTO, reading)) {
      stored = SceneSize.of(reader.geometry());
      SceneSize whole = stored;
      look =
          SceneLook.of(
              reader, spots.stream().map(spot -> whole.scaled(spot.box(), maskSize)).toList());
    }
    return of(request, reading, new Seen(look, stored, maskSize, painted.box(), spots, furniture));
  }

  /** What a request's images show. */
  private record Seen(
      SceneLook look,
      SceneSize stored,
      SceneSize mask,
      BoundingBox painted,
      List<PaintedShape> spots,
      List<Furniture> furniture) {}

  private static LocalFusion of(ProviderRequest request, ImageReading reading, Seen seen) {
    double margin = (double) MARGIN_PIXELS * seen.mask.width() / seen.stored.width();
    Floor floor = Floor.of(seen.mask, seen.look.horizon(), seen.painted);
    SceneSize size = seen.stored.as(request.size());
    BoundingBox painted = size.scaled(seen.painted, seen.mask);
    SceneFit fit = SceneFit.of(seen.look, seen.stored, size, painted);
    List<Standing> standings =
        new StandingPlan(seen.spots, floor, margin)
            .standings(seen.furniture).stream()
                .map(standing -> standing.aboveShadow(fit.lights().get(standing.spot())))
                .map(standing -> standing.scaled(seen.mask, size))
                .toList();
    List<Integer> whole =
        IntStream.rangeClosed(1, seen.furniture.size())
            .filter(number -> seen.furniture.get(number - 1).cutout().whole())
            .boxed()
            .toList();
    return new LocalFusion(request.photo(), size, standings, fit, whole, reading);
  }

  /** What is to know of the images, in words for people. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("a preview, made without a model");
    placedWhole.forEach(number -> notes.add("reference " + number + " placed whole, not cut out"));
    return notes;
  }

  private static List<PaintedShape> spots(
      ProviderInput.Image mask, PaintedBox painted, int most, ImageReading reading)
      throws IOException {
    PaintedShape whole;
    try (ImageReader reader = ImageReader.open(mask.source(), MASK, reading)) {
      whole = PaintedShape.of(reader, painted);
    }
    try (ImageReader reader = ImageReader.open(mask.source(), MASK, reading)) {
      return PaintedSpots.in(whole, most, reader);
    }
  }

  private static void check(ProviderRequest request) {
    int most = Variation.IN_ORDER.size();
    if (request.count() > most) {
      throw refused(request.count() + " images, at most " + most);
    }
    if (request.references().isEmpty()) {
      throw refused("there is no reference, so nothing can be placed");
    }
  }

  private static List<Furniture> furniture(List<ProviderInput> references, ImageReading reading)
      throws IOException {
    List<Furniture> furniture = new ArrayList<>();
    for (ProviderInput reference : references) {
      if (!(reference instanceof ProviderInput.Image image)) {
        throw refused("reference " + (furniture.size() + 1) + " is a link, which is not fetched");
      }
      furniture.add(Furniture.in(image, furniture.size() + 1, reading));
    }
    return furniture;
  }

  private static FusionRequestException refused(String message) {
    return new FusionRequestException(
        message, FusionException.Failure.notSent(LocalFusionProvider.ID));
  }

  /** Writes an image, which the call receives only if all goes well. */
  void write(Variation variation, int index, ProviderCall call) throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(call.budget()).withCancel(reading.cancel());
    try (WindowReader paint = FurnitureRows.open(size, standings, variation, fit, reading);
        ImageReader reader = ImageReader.open(scene.source(), PHOTO, reading);
        ImageTarget.Draft draft = call.image(index).openDraft()) {
      ReportedStream stream =
          new ReportedStream(draft.stream(), bytes -> call.downloading(index, bytes));
      compositor(work).composite(scaled(reader), paint, ImageTarget.of(stream));
      stream.report();
      draft.commit();
    }
  }

  private MaskCompositor compositor(WorkOptions work) {
    return MaskCompositor.create()
        .withFormat(scene.mediaType().equals("image/jpeg") ? JPEG : OutputFormat.PNG)
        .withRounding(Rounding.HALF_UP)
        .withReading(ReadOptions.DEFAULT.withLimits(reading.limits()))
        .withWork(work);
  }

  /** The scene at the size of the image. */
  private WindowReader scaled(ImageReader reader) throws IOException {
    return size.equals(SceneSize.of(reader.geometry()))
        ? reader
        : ImageRows.scaled(reader, size.width(), size.height());
  }

  /** Tells a listener now and then how many bytes of an image were written. */
  private static final class ReportedStream extends FilterOutputStream {
    private static final long REPORT_BYTES = 256 << 10;

    private final LongConsumer progress;
    private long bytes;
    private long reported;

    ReportedStream(OutputStream stream, LongConsumer progress) {
      super(stream);
      this.progress = progress;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count(1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      count(length);
    }

    private void count(int more) {
      bytes += more;
      if (bytes - reported >= REPORT_BYTES) {
        report();
      }
    }

    /** Tells all bytes that were written. */
    void report() {
      reported = bytes;
      progress.accept(bytes);
    }
  }

  /**
   * The parts of a painted shape that lie apart from one another, by its cells. Strokes that almost
   * touch are one part, as is whatever one line goes around.
   */
  private static final class PaintedSpots {
    /** Cells that are no further apart are joined: 2 % of a side of the painted box. */
    private static final int REACH = 3;

    /** What has a smaller share of the largest spot's paint is a slip of the brush. */
    private static final double MIN_SHARE = 0.05;

    private final PaintedShape shape;

    /** For each cell, in rows, the number of its spot; 0 where nothing is painted. */
    private final int[] numbers;

    private final List<Spot> spots = new ArrayList<>();

    private PaintedSpots(PaintedShape shape) {
      this.shape = shape;
      numbers = new int[shape.columns() * shape.rows()];
      for (int cell = 0; cell < numbers.length; cell++) {
        if (numbers[cell] == 0 && isPainted(cell)) {
          spots.add(join(cell, spots.size() + 1));
        }
      }
      spots.sort(Comparator.comparingLong(Spot::paintedPixels).reversed());
    }

    /**
     * One part.
     *
     * @param number what its cells bear
     * @param box around its cells, in the mask's pixels
     * @param paintedPixels how much of it is painted
     */
    private record Spot(int number, BoundingBox box, long paintedPixels) {}

    /**
     * The shapes of the largest spots, the largest first; the whole shape if it is all one.
     *
     * @param most how many are asked for
     * @param mask from its first row; it is read only if there are several
     * @return at least one
     */
    static List<PaintedShape> in(PaintedShape shape, int most, ImageReader mask)
        throws IOException {
      PaintedSpots spots = new PaintedSpots(shape);
      return spots.spots.size() == 1 ? List.of(shape) : spots.shapes(most, mask);
    }

    private List<PaintedShape> shapes(int most, ImageReader mask) throws IOException {
      double least = MIN_SHARE * spots.get(0).paintedPixels;
      List<PaintedShape> shapes =
          spots.stream()
              .filter(spot -> spot.paintedPixels >= least)
              .limit(most)
              .map(spot -> shape.part(spot.box, cell -> numbers[cell] == spot.number))
              .toList();
      PaintedShape.read(mask, shapes);
      return shapes;
    }

    private boolean isPainted(int cell) {
      return shape.paintedPixels(cell % shape.columns(), cell / shape.columns()) > 0;
    }

    /** Numbers all cells that are joined to one. */
    private Spot join(int first, int number) {
      int columns = shape.columns();
      int left = columns;
      int right = 0;
      int top = shape.rows();
      int bottom = 0;
      long painted = 0;
      Deque<Integer> open = new ArrayDeque<>(List.of(first));
      numbers[first] = number;
      while (!open.isEmpty()) {
        int cell = open.remove();
        int column = cell % columns;
        int row = cell / columns;
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row + 1);
        painted += shape.paintedPixels(column, row);
        addAround(column, row, number, open);
      }
      return new Spot(number, shape.pixels(left, top, right, bottom), painted);
    }

    private void addAround(int column, int row, int number, Deque<Integer> open) {
      int toRow = Math.min(shape.rows() - 1, row + REACH);
      int toColumn = Math.min(shape.columns() - 1, column + REACH);
      for (int y = Math.max(0, row - REACH); y <= toRow; y++) {
        for (int x = Math.max(0, column - REACH); x <= toColumn; x++) {
          int cell = y * shape.columns() + x;
          if (numbers[cell] == 0 && isPainted(cell)) {
            numbers[cell] = number;
            open.add(cell);
          }
        }
      }
    }
  }
}
