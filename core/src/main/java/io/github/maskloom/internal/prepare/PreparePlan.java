package io.github.maskloom.internal.prepare;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ColorChange;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.mask.MaskFill;
import io.github.maskloom.internal.mask.OpacityCheck;
import io.github.maskloom.internal.mask.PaintCheck;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.CroppedRows;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.internal.rows.RecoloredRows;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.PrepareReport.Attempt;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Rows on their way to being ready to be sent: scaled, and encoded once, or spooled and encoded
 * until that is small enough. Used once.
 */
public final class PreparePlan {
  private static final int WINDOW_BYTES = 256 << 10;

  /** Tables and the objects around them. */
  static final long AROUND_BYTES = 96 << 10;

  /** Buffers of an attempt that was broken off, until the JVM has freed its encoder. */
  private static final long BROKEN_OFF_BYTES = 96 << 10;

  private final PrepareOptions options;
  private final IntSupplier missingRows;
  private final Optional<MaskFill> fill;
  private final Stage<WindowReader> sized;
  private final ProfileConversion conversion;

  /** What takes the place of the rows where components need not be put together. */
  private final Optional<Stage<Output>> planes;

  private final Cost cost;
  private final long startNanos = System.nanoTime();
  private final List<Attempt> attempts = new ArrayList<>();
  private boolean profileDropped;
  private final Optional<PaintCheck> paint;

  /**
   * An image that is prepared.
   *
   * @param colors what the rows' samples mean
   * @param fullSize the image's own size
   * @param seen what the pixels of the rows stand for, if they are fewer
   * @param file what the rows are of, if nothing was done to them
   * @param aroundBytes what the objects around the rows take, as far as their stage does not tell
   */
  public record Seen(
      Stage<WindowReader> rows,
      ImageColors colors,
      ImageGeometry fullSize,
      Area seen,
      Optional<EncodedImage> file,
      long aroundBytes) {}

  /**
   * A plan for an image.
   *
   * @param keptBytes what stays of reading it until the end
   * @param missingRows rows that turned out to be missing, once every one was read
   * @throws io.github.maskloom.errors.ImageLimitException if neither scaling nor the format allows
   *     the size
   */
  public PreparePlan(PrepareOptions options, Seen image, long keptBytes, IntSupplier missingRows) {
    Stage<WindowReader> rows = image.rows();
    ImageColors colors = image.colors();
    this.options = options;
    this.missingRows = missingRows;
    ImageSize size = options.sizeOf(options.taken(ImageSize.of(image.fullSize())));
    size.check(options.limits());
    ImageEncoder.checkSize(rows.geometry().withSize(size.width(), size.height()), options.format());
    paint = options.maskForm().map(PaintCheck::new);
    fill = options.fillOf(rows.geometry());
    conversion = options.conversion(colors, rows.geometry());
    sized =
        told(recolored(sized(rows, image.seen(), Area.of(size.width(), size.height())), colors));
    planes = image.file().filter(file -> keepsComponents()).flatMap(this::planes);
    cost =
        Cost.heap(image.aroundBytes())
            .plus(options.searches() ? searching(keptBytes) : once().cost());
  }

  /** Whether scaling is all that is done to the samples of the whole image. */
  private boolean keepsComponents() {
    return options.maskForm().isEmpty()
        && options.sizing().part().isEmpty()
        && !options.sizing().linearLight()
        && conversion != ProfileConversion.CONVERTED;
  }

  private Optional<Stage<Output>> planes(EncodedImage file) {
    profileDropped = ImageEncoder.dropsProfile(sized.geometry(), file.metadata(), options.format());
    return ImageEncoder.ofPlanes(
        file, sized.geometry(), smallest(options.format()), options::kept, options.work());
  }

  private Stage<WindowReader> sized(Stage<WindowReader> rows, Area seen, Area wanted) {
    Stage<WindowReader> stopping = rows.thenFree((source, scope) -> taken(source));
    Stage<WindowReader> checked =
        options.maskForm().isPresent()
            ? OpacityCheck.stage(stopping, options.maskForm().get().from())
            : stopping;
    Stage<WindowReader> filled = fill.isPresent() ? fill.get().reader(reader(checked)) : checked;
    Stage<WindowReader> scalable =
        options.maskForm().isPresent() ? options.maskForm().get().scalable(filled) : filled;
    Stage<WindowReader> scaled =
        options.sizing().part().isPresent()
            ? cropped(scalable, seen, wanted, options.sizing().part().get())
            : scaled(scalable, seen, wanted);
    return paint.map(check -> check.stage(scaled)).orElse(scaled);
  }

  private Stage<WindowReader> scaled(Stage<WindowReader> rows, Area seen, Area wanted) {
    return seen.isSameAs(wanted)
        ? rows
        : ScaledRows.stage(reader(rows), seen, wanted, options.averaging());
  }

  /** What rows show of a part; at its edges it may cover some of a pixel only. */
  private Stage<WindowReader> cropped(
      Stage<WindowReader> rows, Area seen, Area wanted, ImagePart part) {
    Span across = seen.columns().part(part.x(), part.width(), part.imageWidth());
    Span down = seen.rows().part(part.y(), part.height(), part.imageHeight());
    int left = seen.columns().pixelOf(part.x(), part.imageWidth());
    int top = seen.rows().pixelOf(part.y(), part.imageHeight());
    return scaled(
        CroppedRows.stage(reader(rows), left, top, across.size(), down.size()),
        new Area(across, down),
        wanted);
  }

  /** Colors are brought to sRGB once there are as many as are sent. */
  private Stage<WindowReader> recolored(Stage<WindowReader> rows, ImageColors colors) {
    ColorChange change = colors.changeTo(ImageColors.SRGB);
    return conversion == ProfileConversion.CONVERTED
        ? RecoloredRows.stage(
            rows, "convert colors to sRGB", change.to(), () -> change, ImageColors::asSrgb)
        : rows;
  }

  private WindowReader taken(WindowReader source) {
    profileDropped =
        ImageEncoder.dropsProfile(source.geometry(), source.metadata(), options.format());
    CancelSignal cancel = options.work().cancel();
    return PassedRows.edited(
        source, options.kept(source.metadata()), window -> cancel.throwIfCancelled());
  }

  /** Rows of the result, of which the listener hears. */
  private Stage<WindowReader> told(Stage<WindowReader> rows) {
    WorkListener listener = options.work().listener();
    return listener == WorkListener.NONE
        ? rows
        : rows.thenFree(
            (source, scope) -> PassedRows.edited(source, window -> tell(window, listener)));
  }

  private static void tell(RasterWindow window, WorkListener listener) {
    listener.onRows(window.y() + window.rows(), window.geometry().height());
  }

  private Stage<WindowReader> reader(Stage<WindowReader> rows) {
    return options.work().threads() > 1
        ? WindowHandOff.ahead(rows, windowRows(rows.geometry()))
        : rows;
  }

  /** Rows of a window of an image. */
  static int windowRows(ImageGeometry geometry) {
    return WindowSize.rowsWithin(geometry, WINDOW_BYTES);
  }

  /** Encoding in the same pass; masks are formed after they were scaled, and stay hard so. */
  private Stage<Output> once() {
    if (planes.isPresent()) {
      return planes.get();
    }
    Stage<WindowReader> formed =
        options.maskForm().isPresent()
            ? options.maskForm().get().scaled().stage(reader(sized))
            : sized;
    return encoder(formed, options.format());
  }

  private static Stage<Output> encoder(Stage<WindowReader> rows, OutputFormat format) {
    return ImageEncoder.of(rows, smallest(format), windowRows(rows.geometry()));
  }

  /** Time is spent on bytes: what is prepared is small, and is sent somewhere. */
  private static OutputFormat smallest(OutputFormat format) {
    return format instanceof OutputFormat.Jpeg jpeg ? jpeg.withOptimized(true) : format;
  }

  /** Once its rows are spooled, nobody holds what read and scaled them. */
  private Cost searching(long keptBytes) {
    return planes
        .map(Stage::cost)
        .orElse(Cost.NONE)
        .orThen(sized.cost().plus(spooling()))
        .orThen(trying().plus(Cost.heap(keptBytes + BROKEN_OFF_BYTES)));
  }

  private Cost spooling() {
    ImageGeometry geometry = sized.geometry();
    long rowBytes = (long) geometry.rowBytes() * geometry.height();
    return new Cost(RowSpool.writingHeapBytes(geometry), rowBytes, 0);
  }

  /** Whichever attempt takes most. */
  private Cost trying() {
    boolean isExact = options.sizing().exact().isPresent();
    int least = isExact ? EncodingSearch.TENTHS : EncodingSearch.MIN_TENTHS;
    Cost most = Cost.NONE;
    for (int tenths = EncodingSearch.TENTHS; tenths >= least; tenths--) {
      Stage<WindowReader> rows = spooled(sized.geometry(), Optional.empty());
      ImageSize size = ImageSize.of(sized.geometry()).times(tenths, EncodingSearch.TENTHS);
      most = most.orThen(attempt(options, rows, size, options.format()).cost());
    }
    return most;
  }

  /** Spooled rows, to be read again; they are only planned with if there is no spool yet. */
  static Stage<WindowReader> spooled(ImageGeometry geometry, Optional<RowSpool> spool) {
    return Stage.made(
        "read spooled rows",
        geometry,
        Cost.heap(RowSpool.readingHeapBytes(geometry, windowRows(geometry))),
        (running, scope) -> spool.orElseThrow().open());
  }

  /** One encoding of spooled rows, read by the thread that encodes. */
  static Stage<Output> attempt(
      PrepareOptions options, Stage<WindowReader> spooled, ImageSize size, OutputFormat format) {
    CancelSignal cancel = options.work().cancel();
    Stage<WindowReader> stopping =
        spooled.thenFree(
            (rows, scope) -> PassedRows.edited(rows, window -> cancel.throwIfCancelled()));
    Stage<WindowReader> sized =
        ImageSize.of(spooled.geometry()).equals(size)
            ? stopping
            : ScaledRows.stage(
                stopping,
                Area.of(spooled.geometry()),
                Area.of(size.width(), size.height()),
                options.averaging());
    return encoder(
        options.maskForm().isPresent() ? options.maskForm().get().scaled().stage(sized) : sized,
        format);
  }

  /** What fills the mask, which must be looked through before {@link #run}; empty if none does. */
  Optional<MaskFill> fill() {
    return fill;
  }

  /** What preparing takes, with the rows. */
  public Cost cost() {
    return cost;
  }

  /** What the rows go through. */
  public List<WorkPlan.Step> steps() {
    if (!options.searches()) {
      return once().steps();
    }
    ImageGeometry geometry = sized.geometry();
    List<WorkPlan.Step> steps = new ArrayList<>();
    planes.ifPresent(first -> steps.addAll(first.steps()));
    steps.addAll(sized.steps());
    steps.add(Stage.step("spool", geometry, spooling()));
    steps.add(Stage.step("then try encodings", geometry, trying()));
    return steps;
  }

  /**
   * Takes every row and writes the result, which is there only if all went well.
   *
   * @param reading closed once every row was read
   */
  public PrepareReport run(Scope scope, Scope reading, ImageTarget target) throws IOException {
    try {
      return options.searches() ? search(scope, reading, target) : encodeOnce(reading, target);
    } catch (ImageException e) {
      scope.files().check(e);
      throw e;
    }
  }

  private PrepareReport encodeOnce(Scope reading, ImageTarget target) throws IOException {
    try (reading;
        ImageTarget.Draft draft = target.openDraft()) {
      EncodingSearch.LimitedOutput out =
          new EncodingSearch.LimitedOutput(draft.stream(), Long.MAX_VALUE);
      once().open(reading).write(out);
      attempts.add(attempted(ImageSize.of(sized.geometry()), options.format(), out.bytes(), true));
      options.work().cancel().throwIfCancelled();
      reading.files().check();
      draft.commit();
      return report(out.bytes());
    }
  }

  /** What is reported of an encoding. */
  static Attempt attempted(ImageSize size, OutputFormat format, long bytes, boolean fits) {
    int quality = format instanceof OutputFormat.Jpeg jpeg ? jpeg.quality() : 0;
    return new Attempt(size.width(), size.height(), quality, bytes, fits);
  }

  private PrepareReport search(Scope scope, Scope reading, ImageTarget target) throws IOException {
    ImageSize size = ImageSize.of(sized.geometry());
    try (EncodingSearch search = new EncodingSearch(options, size, attempts);
        InputStream stream = best(search, scope, reading).open();
        ImageTarget.Draft draft = target.openDraft()) {
      long bytes = stream.transferTo(draft.stream());
      options.work().cancel().throwIfCancelled();
      draft.commit();
      return report(bytes);
    }
  }

  /** Rows are spooled only if what the components give is not small enough. */
  private ImageSource best(EncodingSearch search, Scope scope, Scope reading) throws IOException {
    if (planes.isPresent() && search.fits(planes.get(), reading)) {
      reading.close();
      scope.files().check();
      return search.found();
    }
    RowSpool spool = scope.register(spooled(reading));
    scope.files().check();
    return search.best(spool);
  }

  /** A call of its own, so that nothing holds what read the rows while encodings are tried. */
  private RowSpool spooled(Scope reading) throws IOException {
    try (reading) {
      return RowSpool.of(sized.open(reading), options.reading().limits());
    }
  }

  private PrepareReport report(long bytes) {
    Attempt result =
        attempts.stream().filter(Attempt::fits).reduce((one, next) -> next).orElseThrow();
    return new PrepareReport(
        options.format().mediaType(),
        result.width(),
        result.height(),
        bytes,
        missingRows.getAsInt(),
        profileDropped,
        conversion,
        paint.stream().anyMatch(PaintCheck::nothingPainted),
        paint.stream().anyMatch(PaintCheck::everythingPainted),
        attempts,
        Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
