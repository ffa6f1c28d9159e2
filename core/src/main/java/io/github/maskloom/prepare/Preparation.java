package io.github.maskloom.prepare;

import com.google.common.io.Closer;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryReservation;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ImageDescription;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.KeptMetadata;
import io.github.maskloom.internal.codec.OpacityCheck;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.ScaledRows;
import io.github.maskloom.internal.pipeline.SpoolFile;
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
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One image on its way to being ready: owns whatever is opened for it. Used once. */
final class Preparation implements Closeable {
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int UPRIGHT = 1;

  private final PrepareOptions options;
  private final ByteCounter counter;

  /** What is open while rows are read. */
  private final Closer reading = Closer.create();

  /** What is open to the end. */
  private final Closer resources = Closer.create();

  private final List<PrepareAttempt> attempts = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private @Nullable MemoryReservation memory;
  private IntSupplier missingRows = () -> 0;
  private boolean profileDropped;

  Preparation(PrepareOptions options) {
    this.options = options;
    counter = new ByteCounter(options.imageLimits(), options.cancel());
  }

  PrepareReport prepare(ImageSource picture, ImageTarget target) throws IOException {
    ImageSource source = picture.named("image");
    ImageSource again = source.reopenable() ? source : copied(source);
    EncodedImage image = reading.register(open(again));
    boolean passes = passes(image, again);
    missingRows = image::missingRows;
    WindowSource rows = image.rows();
    if (!passes) {
      checkSize(rows);
    }
    draw(
        passes
            ? PrepareHeap.COPY_BYTES + image.metadataBytes()
            : heap(rows, image.description().heapBytes(), image.metadataBytes()));
    if (!target.atomic() && options.refusesOpaque()) {
      lookThrough(again);
    }
    return passes ? copy(image, again, target) : write(rows, target);
  }

  private EncodedImage open(ImageSource source) throws IOException {
    return EncodedImage.open(
        source,
        options.imageLimits(),
        options.damageAllowed(),
        options.cancel(),
        options.budget(),
        KeptMetadata.METADATA,
        options::checkHeader);
  }

  /**
   * What is written to a stream cannot be taken back, so the mask is looked at before; this takes
   * no more memory than what was drawn.
   */
  private void lookThrough(ImageSource mask) throws IOException {
    try (EncodedImage apart = open(mask)) {
      WindowSource rows = apart.rows();
      OpacityCheck.lookThrough(rows, windowRows(rows.geometry()), options.cancel());
    }
  }

  private ImageSource copied(ImageSource source) throws IOException {
    SpoolFile spool = resources.register(SpoolFile.create(options.imageLimits()));
    try (InputStream stream = counter.open(source)) {
      spool.append(stream);
    }
    return spool.source();
  }

  /** Whether the image meets everything as it is. */
  private boolean passes(EncodedImage image, ImageSource source) throws IOException {
    ImageDescription description = image.description();
    ImageSize size = sizeOf(image.rows());
    return options.passThrough()
        && options.damageAllowed() == DamagePolicy.STRICT
        && options.maskForm().isEmpty()
        && description.orientation() == UPRIGHT
        && options.limits().mediaTypes().contains(description.mediaType())
        && options.sizeOf(size).equals(size)
        && size.meets(options.limits())
        && (!options.searches() || counter.length(source) <= options.limits().maxBytes());
  }

  private PrepareReport copy(EncodedImage image, ImageSource source, ImageTarget target)
      throws IOException {
    try (ImageTarget.Draft draft = target.openDraft();
        InputStream stream = counter.open(source)) {
      long bytes = stream.transferTo(draft.stream());
      options.cancel().throwIfCancelled();
      draft.commit();
      ImageSize size = sizeOf(image.rows());
      return report(image.description().mediaType(), size, bytes, true);
    }
  }

  PrepareReport prepare(WindowSource rows, ImageTarget target) throws IOException {
    checkSize(rows);
    draw(heap(rows, 0, 0));
    return write(rows, target);
  }

  /** Waits for memory, which is held until this is closed. */
  private void draw(long bytes) throws IOException {
    memory = options.budget().reserve(bytes, options.cancel());
  }

  private long heap(WindowSource rows, long readingBytes, long metadataBytes) {
    boolean reads = rows instanceof WindowReader;
    return new PrepareHeap(options, rows.geometry(), reads, readingBytes, metadataBytes).bytes();
  }

  private PrepareReport write(WindowSource rows, ImageTarget target) throws IOException {
    ImageSize size = options.sizeOf(sizeOf(rows));
    profileDropped = ImageEncoder.dropsProfile(rows, options.format());
    return options.searches()
        ? search(spooled(rows, size), target)
        : encodeOnce(formed(scaled(rows, size)), target);
  }

  /** Refuses a size that neither scaling nor the format allows, before anything else is taken. */
  private void checkSize(WindowSource rows) {
    ImageSize size = options.sizeOf(sizeOf(rows));
    size.check(options.limits());
    ImageEncoder.checkSize(rows.geometry().withSize(size.width(), size.height()), options.format());
  }

  private WindowSource scaled(WindowSource rows, ImageSize size) {
    WindowSource stopping = options.checked(options.cancellable(rows));
    return sizeOf(rows).equals(size)
        ? stopping
        : ScaledRows.of(reader(stopping), size.width(), size.height(), options.linearLight());
  }

  /** A call of its own, so that nothing holds what read the rows while encodings are tried. */
  private RowSpool spooled(WindowSource rows, ImageSize size) throws IOException {
    RowSpool spool = resources.register(RowSpool.of(scaled(rows, size), options.imageLimits()));
    reading.close();
    return spool;
  }

  /** Rows of a mask in its final form, after they were scaled: black and white stay that way. */
  private WindowSource formed(WindowSource sized) {
    return options.maskForm().isPresent() ? options.maskForm().get().apply(reader(sized)) : sized;
  }

  private WindowReader reader(WindowSource rows) {
    int windowRows = windowRows(rows.geometry());
    return reading.register(
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
      attempts.add(PrepareAttempt.of(sizeOf(rows), options.format(), out.bytes(), true));
      options.cancel().throwIfCancelled();
      draft.commit();
      return report(out.bytes());
    }
  }

  private PrepareReport search(RowSpool spool, ImageTarget target) throws IOException {
    try (EncodingSearch search = new EncodingSearch(options, spool, attempts);
        InputStream stream = search.best().open();
        ImageTarget.Draft draft = target.openDraft()) {
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
    ImageSize size = new ImageSize(result.width(), result.height());
    return report(options.format().mediaType(), size, bytes, false);
  }

  private PrepareReport report(
      String mediaType, ImageSize size, long bytes, boolean passedThrough) {
    return new PrepareReport(
        mediaType,
        size.width(),
        size.height(),
        bytes,
        passedThrough,
        missingRows.getAsInt(),
        profileDropped,
        attempts,
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private static ImageSize sizeOf(WindowSource rows) {
    return ImageSize.of(rows.geometry());
  }

  @Override
  public void close() throws IOException {
    resources.register(reading);
    try {
      resources.close();
    } finally {
      if (memory != null) {
        memory.close();
      }
    }
  }
}
