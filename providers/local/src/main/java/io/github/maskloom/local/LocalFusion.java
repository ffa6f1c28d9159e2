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
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.local.FurnitureRows.SceneFit;
import io.github.maskloom.local.FurnitureRows.Variation;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.local.PaintedShape.PaintedBox;
import io.github.maskloom.local.Standing.StandingPlan;
import io.github.maskloom.local.cutout.Bounds;
import io.github.maskloom.local.cutout.CellGrid;
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
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * One request that was looked at: each image of it can be written.
 *
 * @param scene the room
 * @param size of the images to make
 * @param standings what goes where, in pixels of that size
 * @param fit what the furniture is fitted to
 * @param notes what is to know of the images, in words for people
 * @param reading how its images are read
 */
record LocalFusion(
    ProviderInput.Image scene,
    SceneSize size,
    List<Standing> standings,
    SceneFit fit,
    List<String> notes,
    ImageReading reading) {
  /** What a compositor's feather takes of an edge, and the soft edge of the furniture itself. */
  private static final int MARGIN_PIXELS = RestoreOptions.DEFAULT.featherPixels() + 1;

  private static final FusionException.Failure UNSENT =
      FusionException.Failure.notSent(LocalFusionProvider.ID);

  private static final String PHOTO = "photo";
  private static final String MASK = "mask";
  private static final OutputFormat JPEG = new OutputFormat.Jpeg(92, 0xFFFFFF);

  /**
   * Looks at every image of a request.
   *
   * @throws FusionRequestException if it is beyond the capabilities, nothing is painted, or there
   *     is no furniture to see
   */
  static LocalFusion of(ProviderRequest request, ImageReading reading) throws IOException {
    LocalFusionProvider.CAPABILITIES.check(LocalFusionProvider.ID, request);
    ImageSource mask =
        request
            .mask()
            .orElseThrow(
                () -> new FusionRequestException("there is no mask that says where", UNSENT))
            .source();
    PaintedShape painted = painted(mask, reading);
    List<Furniture> furniture = furniture(request.references(), reading);
    List<PaintedShape> spots;
    try (ImageReader reader = ImageReader.open(mask, MASK, reading)) {
      spots = PaintedSpots.in(painted, furniture.size(), reader);
    }
    return of(request, reading, painted, spots, furniture);
  }

  private static PaintedShape painted(ImageSource mask, ImageReading reading) throws IOException {
    PaintedBox painted;
    try (ImageReader reader = ImageReader.open(mask, MASK, reading)) {
      painted = PaintedBox.of(reader);
    }
    if (painted.box().isEmpty()) {
      throw new EmptyMaskException(
          "nothing is painted, so there is no place for the furniture", UNSENT);
    }
    try (ImageReader reader = ImageReader.open(mask, MASK, reading)) {
      return PaintedShape.of(reader, painted);
    }
  }

  private static LocalFusion of(
      ProviderRequest request,
      ImageReading reading,
      PaintedShape painted,
      List<PaintedShape> spots,
      List<Furniture> furniture)
      throws IOException {
    SceneSize mask = painted.mask;
    try (ImageReader photo = ImageReader.open(request.photo().source(), PHOTO, reading)) {
      SceneSize stored = SceneSize.of(photo.geometry());
      SceneLook look =
          SceneLook.of(photo, spots.stream().map(spot -> stored.scaled(spot.box, mask)).toList());
      SceneSize size = stored.as(request.size());
      SceneFit fit = SceneFit.of(look, stored, size, size.scaled(painted.box, mask));
      double margin = (double) MARGIN_PIXELS * mask.width() / stored.width();
      Floor floor = Floor.of(mask, look.horizon(), painted.box);
      List<Standing> standings =
          new StandingPlan(spots, floor, margin)
              .standings(furniture).stream()
                  .map(standing -> standing.aboveShadow(fit.look(standing).light()))
                  .map(standing -> standing.scaled(mask, size))
                  .toList();
      return new LocalFusion(
          request.photo(), size, standings, fit, notes(request, furniture), reading);
    }
  }

  private static List<String> notes(ProviderRequest request, List<Furniture> furniture) {
    List<String> notes = new ArrayList<>(List.of("a preview, made without a model"));
    if (!request.prompt().isBlank()) {
      notes.add("the prompt played no part");
    }
    for (int i = 0; i < furniture.size(); i++) {
      if (furniture.get(i).cutout().whole()) {
        notes.add("reference " + (i + 1) + " placed whole, not cut out");
      }
    }
    return notes;
  }

  private static List<Furniture> furniture(List<ProviderInput> references, ImageReading reading)
      throws IOException {
    List<Furniture> furniture = new ArrayList<>();
    for (ProviderInput reference : references) {
      // No link passes the check.
      furniture.add(Furniture.in((ProviderInput.Image) reference, furniture.size() + 1, reading));
    }
    return furniture;
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
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
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
    private final CellGrid grid;

    /** For each cell, in rows, the number of its spot; 0 where nothing is painted. */
    private final int[] numbers;

    private final List<Spot> spots = new ArrayList<>();

    private PaintedSpots(PaintedShape shape) {
      this.shape = shape;
      grid = shape.grid;
      numbers = new int[grid.width() * grid.height()];
      for (int cell = 0; cell < numbers.length; cell++) {
        if (isNew(cell)) {
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

    private boolean isNew(int cell) {
      return numbers[cell] == 0 && shape.paintedPixels(cell) > 0;
    }

    /** Numbers all cells that are joined to one. */
    private Spot join(int first, int number) {
      Bounds bounds = new Bounds();
      long[] painted = {0};
      Deque<Integer> open = new ArrayDeque<>();
      IntConsumer take =
          cell -> {
            if (isNew(cell)) {
              numbers[cell] = number;
              bounds.add(cell % grid.width(), cell / grid.width());
              painted[0] += shape.paintedPixels(cell);
              open.add(cell);
            }
          };
      take.accept(first);
      while (!open.isEmpty()) {
        grid.around(open.remove(), REACH, take);
      }
      return new Spot(number, shape.pixels(bounds.box()), painted[0]);
    }
  }
}
