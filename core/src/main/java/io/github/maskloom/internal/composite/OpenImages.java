package io.github.maskloom.internal.composite;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images of one piece of work: opens them, names them in failures, and counts what was read.
 */
public final class OpenImages {
  private final PhotoJob job;
  private final Scope scope;
  private final List<Opened> all = new ArrayList<>(2);
  private final List<OpenImages> before = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private int frames = 1;

  /** An image that was opened, perhaps not the only time. */
  private record Opened(Role role, EncodedImage image) {}

  /** Opens nothing yet; the scope, which closes what is opened, is the caller's. */
  public OpenImages(PhotoJob job, Scope scope) {
    this.job = job;
    this.scope = scope;
  }

  /** The same images in a pass before, whose bytes are counted here too. */
  OpenImages before(Scope pass) {
    OpenImages again = new OpenImages(job, pass);
    before.add(again);
    return again;
  }

  /** What is asked for. */
  public PhotoJob job() {
    return job;
  }

  /** What closes the images. */
  Scope scope() {
    return scope;
  }

  /** Opens an image. */
  EncodedImage open(ImageSource source, Role role, Opening asked) throws IOException {
    scope.files().called(role.toString(), source);
    try {
      EncodedImage image = EncodedImage.open(source.named(role.toString()), asked, scope);
      all.add(new Opened(role, scope.register(image)));
      return image;
    } catch (ImageException e) {
      throw named(e, role);
    }
  }

  /** How an image is opened that is read strictly, as all but the photo are. */
  Opening strictly(Kept kept) {
    return Opening.of(job.reading().withDamage(DamagePolicy.STRICT), kept);
  }

  /** Rows of the caller's own. */
  Stage<WindowReader> given(WindowSource rows, Role role) {
    return WindowHandOff.stage(
        "take the caller's rows of the " + role,
        rows,
        Cost.NONE,
        scope.windowRows(rows.geometry()));
  }

  /**
   * A source that opens as often as is needed: its encoded bytes are copied to a temporary file,
   * which the scope closes, if it would open only once.
   */
  ImageSource reopenable(ImageSource source, Role role) throws IOException {
    if (source.reopenable()) {
      return source;
    }
    scope.files().called(role.toString(), source);
    ImageSource named = source.named(role.toString());
    ByteCounter counter = new ByteCounter(job.reading().limits(), scope.cancel(), scope.files());
    try (InputStream stream = counter.open(named)) {
      SpoolFile copy = scope.register(SpoolFile.create(job.reading().limits()));
      copy.append(stream);
      return copy.source();
    } catch (ImageException e) {
      throw named(e, role);
    }
  }

  /** A failure that says which image it is about. */
  ImageException named(ImageException e, Role role) {
    return scope.files().named(e, role.toString());
  }

  /** The same of one that may come of a file that was changed meanwhile. */
  ImageException checked(ImageException e, Role role) throws IOException {
    scope.files().check(e);
    return named(e, role);
  }

  /** Waits for what the work takes, before rows are read. */
  void begin(Cost cost) throws IOException {
    forgetCopies();
    frames = countFrames();
    scope.reserve(cost);
  }

  /** Counts the photo's frames. A file that is broken behind the first one has no more. */
  private int countFrames() throws IOException {
    Optional<EncodedImage> photo = all(Role.PHOTO).findFirst();
    try {
      return photo.isPresent() ? photo.get().countFrames() : 1;
    } catch (ImageException e) {
      return 1;
    }
  }

  /** What became of the photo's metadata, and of how many frames the first was taken. */
  MetadataReport described(MetadataReport metadata) {
    return frames == 1 ? metadata : metadata.toBuilder().frames(frames).build();
  }

  /** Drops what a splice would have needed, once it is decided whether there is one. */
  void forgetCopies() {
    all.forEach(opened -> opened.image().forgetSplicing());
  }

  /** What images hold that are open and not read yet: a JPEG little, others what decoding takes. */
  Cost idle() {
    return all.stream().map(opened -> opened.image().idle()).reduce(Cost.NONE, Cost::plus);
  }

  /** Encoded bytes read so far; 0 if the image came as rows. */
  long bytesRead(Role role) {
    return before.stream().mapToLong(pass -> pass.bytesRead(role)).sum()
        + all(role).mapToLong(EncodedImage::bytesRead).sum();
  }

  /** How long the work has taken so far. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Rows that an image lacks, once it was read; 0 if it came as rows. */
  int missingRows(Role role) {
    return all(role).mapToInt(EncodedImage::missingRows).sum();
  }

  private Stream<EncodedImage> all(Role role) {
    return all.stream().filter(opened -> opened.role() == role).map(Opened::image);
  }

  /** Checks that an image can be brought to the photo's size. */
  void checkScaling(ImageGeometry size, ImageGeometry photo, Role role) {
    checkSize(size.width(), size.height(), role);
    if (!MaskShape.isExact(size, photo)) {
      // What the scaler goes through: every row of the image at the width of the photo.
      checkSize(photo.width(), size.height(), role);
    }
  }

  /** Checks that an image is within the limits, also one that came as rows. */
  void checkSize(int width, int height, Role role) {
    try {
      LimitCheck.size(job.reading().limits(), width, height);
    } catch (ImageException e) {
      throw named(e, role);
    }
  }

  /**
   * An image's rows, decoded by a thread of its own where one is left beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  Stage<WindowReader> ahead(Stage<WindowReader> rows, Splicing.Offer offer) {
    return scope.work().threads() > (offer.splicing().isPresent() ? 1 : 2)
        ? WindowHandOff.ahead(rows, scope.windowRows(rows.geometry()))
        : rows;
  }
}
