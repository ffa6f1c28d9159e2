package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.local.light.SceneLook;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private static final int MARGIN_PIXELS = PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS + 1;

  private static final String SCENE = "scene";
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
    try (ImageReader reader = ImageReader.open(request.scene().source(), SCENE, reading)) {
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
    return new LocalFusion(request.scene(), size, standings, fit, whole, reading);
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
        ImageReader reader = ImageReader.open(scene.source(), SCENE, reading);
        ImageTarget.Draft draft = call.image(index).openDraft()) {
      ReportedStream stream = new ReportedStream(draft.stream(), index, call.listener());
      compositor(work).composite(scaled(reader), paint, ImageTarget.of(stream));
      stream.report();
      draft.commit();
    }
  }

  private MaskCompositor compositor(WorkOptions work) {
    return MaskCompositor.builder()
        .format(scene.mediaType().equals("image/jpeg") ? JPEG : OutputFormat.PNG)
        .rounding(Rounding.HALF_UP)
        .reading(ReadOptions.DEFAULT.withLimits(reading.limits()))
        .working(work)
        .build();
  }

  /** The scene at the size of the image. */
  private WindowReader scaled(ImageReader reader) throws IOException {
    return size.equals(SceneSize.of(reader.geometry()))
        ? reader
        : ImageRows.scaled(reader, size.width(), size.height());
  }
}
