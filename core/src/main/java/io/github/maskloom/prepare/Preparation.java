package io.github.maskloom.prepare;

import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ChecksumPolicy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryDraw;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.Carried;
import io.github.maskloom.internal.codec.EditedRows;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.PictureDescription;
import io.github.maskloom.internal.codec.RowSpool;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.internal.spool.SpoolFile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One picture on its way to being ready: owns whatever is opened for it. Used once. */
final class Preparation implements Closeable {
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int UPRIGHT = 1;

  private final PrepareOptions options;
  private final ByteCounter counter;
  private final Closer resources = Closer.create();
  private final List<PrepareAttempt> attempts = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private @Nullable SpoolFile best;
  private @Nullable MemoryDraw memory;

  Preparation(PrepareOptions options) {
    this.options = options;
    counter = new ByteCounter(options.imageLimits(), options.cancel());
  }

  PrepareReport prepare(ImageSource source, ImageTarget target) throws IOException {
    ImageSource again = source.reopenable() ? source : copied(source);
    EncodedImage image =
        resources.register(
            EncodedImage.open(
                again,
                options.imageLimits(),
                ChecksumPolicy.STRICT,
                options.cancel(),
                options.budget(),
                Carried.METADATA));
    boolean passes = passes(image, again);
    WindowSource rows = image.rows();
    draw(
        passes
            ? PrepareHeap.COPY_BYTES + image.metadataBytes()
            : image.description().heapBytes() + heapBytes(rows));
    return passes ? copy(image, again, target) : write(rows, target);
  }

  private ImageSource copied(ImageSource source) throws IOException {
    SpoolFile spool = resources.register(SpoolFile.create(options.imageLimits()));
    try (InputStream stream = counter.open(source)) {
      spool.append(stream);
    }
    return spool.source();
  }

  /** Whether the picture meets everything as it is. */
  private boolean passes(EncodedImage image, ImageSource source) throws IOException {
    PictureDescription description = image.description();
    PictureSize size = sizeOf(image.rows());
    return options.passThrough()
        && options.maskForm().isEmpty()
        && description.orientation() == UPRIGHT
        && options.limits().mediaTypes().contains(description.mediaType())
        && options.sizeOf(size).equals(size)
        && size.meets(options.limits())
        && counter.length(source) <= options.limits().maxBytes();
  }

  private PrepareReport copy(EncodedImage image, ImageSource source, ImageTarget target)
      throws IOException {
    try (ImageTarget.Draft draft = target.openDraft();
        InputStream stream = counter.open(source)) {
      long bytes = stream.transferTo(draft.stream());
      options.cancel().throwIfCancelled();
      draft.commit();
      PictureSize size = sizeOf(image.rows());
      return report(image.description().mediaType(), size, bytes, true);
    }
  }

  PrepareReport prepare(WindowSource rows, ImageTarget target) throws IOException {
    draw(heapBytes(rows));
    return write(rows, target);
  }

  /** Waits for memory, which is held until this is closed. */
  private void draw(long bytes) throws IOException {
    memory = options.budget().draw(bytes, options.cancel());
  }

  private long heapBytes(WindowSource rows) {
    return new PrepareHeap(options, rows.geometry(), rows instanceof WindowReader).bytes();
  }

  private PrepareReport write(WindowSource rows, ImageTarget target) throws IOException {
    PictureSize size = options.sizeOf(sizeOf(rows));
    size.check(options.limits());
    return options.searches()
        ? search(spooled(rows, size), target)
        : encodeOnce(formed(scaled(rows, size)), target);
  }

  private WindowSource cancellable(WindowSource rows) {
    return EditedRows.of(rows, window -> options.cancel().throwIfCancelled());
  }

  private WindowSource scaled(WindowSource rows, PictureSize size) {
    WindowSource stopping = cancellable(rows);
    return sizeOf(rows).equals(size)
        ? stopping
        : ScaledRows.of(reader(stopping), size.width(), size.height(), options.linearLight());
  }

  /** A call of its own, so that no frame holds the scaler while encodings are tried. */
  private RowSpool spooled(WindowSource rows, PictureSize size) throws IOException {
    return resources.register(RowSpool.of(scaled(rows, size), options.imageLimits()));
  }

  /** Rows of a mask in its final form, after they were scaled: black and white stay that way. */
  private WindowSource formed(WindowSource sized) {
    return options.maskForm().isPresent() ? options.maskForm().get().apply(reader(sized)) : sized;
  }

  private WindowReader reader(WindowSource rows) {
    int windowRows = windowRows(rows.geometry());
    return resources.register(
        options.threads() > 1
            ? WindowHandOff.ahead(rows, windowRows)
            : WindowHandOff.reader(rows, windowRows));
  }

  static int windowRows(ImageGeometry geometry) {
    return RasterWindow.rowsWithin(geometry, WINDOW_BYTES);
  }

  private PrepareReport encodeOnce(WindowSource rows, ImageTarget target) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      LimitedOutput out = new LimitedOutput(draft.stream(), Long.MAX_VALUE);
      ImageEncoder.encode(rows, options.format(), out, windowRows(rows.geometry()));
      attempts.add(attempt(sizeOf(rows), options.format(), out.bytes(), true));
      options.cancel().throwIfCancelled();
      draft.commit();
      return report(out.bytes());
    }
  }

  private PrepareReport search(RowSpool spool, ImageTarget target) throws IOException {
    EncodingLadder ladder =
        new EncodingLadder(
            sizeOf(spool.geometry()),
            options.format(),
            options::mayShrinkTo,
            (size, format) -> fits(spool, size, format));
    if (!ladder.descend()) {
      throw new ImageLimitException("maxBytes", leastBytes(), options.limits().maxBytes());
    }
    return copyBest(target);
  }

  private long leastBytes() {
    return attempts.get(attempts.size() - 1).bytes();
  }

  /** Encodes into a file of its own, which is kept if it is small enough. */
  private boolean fits(RowSpool spool, PictureSize size, OutputFormat format) throws IOException {
    WindowReader rows = spool.open();
    WindowReader sized =
        sizeOf(spool.geometry()).equals(size)
            ? rows
            : ScaledRows.of(rows, size.width(), size.height(), options.linearLight());
    SpoolFile file = SpoolFile.create(options.imageLimits());
    LimitedOutput out = new LimitedOutput(file.output(), options.limits().maxBytes());
    boolean fits = false;
    try {
      ImageEncoder.encode(formed(cancellable(sized)), format, out, windowRows(sized.geometry()));
      fits = true;
    } catch (LimitedOutput.TooLarge e) {
      // Told by the attempt.
    } finally {
      keepOrClose(file, fits);
    }
    attempts.add(attempt(size, format, out.bytes(), fits));
    return fits;
  }

  private void keepOrClose(SpoolFile file, boolean fits) throws IOException {
    SpoolFile old = fits ? best : file;
    if (fits) {
      best = file;
    }
    if (old != null) {
      old.close();
    }
  }

  private PrepareReport copyBest(ImageTarget target) throws IOException {
    SpoolFile found = best;
    if (found == null) {
      throw new IllegalStateException("nothing was encoded");
    }
    try (ImageTarget.Draft draft = target.openDraft();
        InputStream stream = found.source().open()) {
      long bytes = stream.transferTo(draft.stream());
      options.cancel().throwIfCancelled();
      draft.commit();
      return report(bytes);
    }
  }

  private PrepareReport report(long bytes) {
    PrepareAttempt result = attempts.get(attempts.size() - 1);
    for (PrepareAttempt attempt : attempts) {
      result = attempt.fits() ? attempt : result;
    }
    PictureSize size = new PictureSize(result.width(), result.height());
    return report(options.format().mediaType(), size, bytes, false);
  }

  private PrepareReport report(
      String mediaType, PictureSize size, long bytes, boolean passedThrough) {
    return new PrepareReport(
        mediaType,
        size.width(),
        size.height(),
        bytes,
        passedThrough,
        attempts,
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private static PrepareAttempt attempt(
      PictureSize size, OutputFormat format, long bytes, boolean fits) {
    int quality = format instanceof OutputFormat.Jpeg jpeg ? jpeg.quality() : 0;
    return new PrepareAttempt(size.width(), size.height(), quality, bytes, fits);
  }

  private static PictureSize sizeOf(WindowSource rows) {
    return sizeOf(rows.geometry());
  }

  private static PictureSize sizeOf(ImageGeometry geometry) {
    return new PictureSize(geometry.width(), geometry.height());
  }

  @Override
  public void close() throws IOException {
    if (best != null) {
      resources.register(best);
    }
    try {
      resources.close();
    } finally {
      if (memory != null) {
        memory.close();
      }
    }
  }
}
