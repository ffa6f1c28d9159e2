package io.github.maskloom.fusion.call;

import static io.github.maskloom.fusion.call.Sources.MASK;
import static io.github.maskloom.fusion.call.Sources.PHOTO;
import static io.github.maskloom.fusion.call.Sources.REFERENCE;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.call.FocusedPart.SceneSizes;
import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.internal.composite.PaintedPart;
import io.github.maskloom.internal.composite.PhotoJob;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the images of one call ready to be sent, each in a file of the call's folder. */
final class InputImages {
  private static final Logger LOG = LoggerFactory.getLogger(InputImages.class);

  private final RunningCall call;
  private final FusionRequest request;
  private final ProviderCapabilities capabilities;
  private final List<Path> files = new ArrayList<>();
  private Optional<MaskStatistics> painted = Optional.empty();
  private Optional<PhotoPart> part = Optional.empty();
  private long bytes;

  InputImages(RunningCall call, ProviderCapabilities capabilities) {
    this.call = call;
    this.capabilities = capabilities;
    request = call.sources.request();
  }

  /** What was painted; empty unless the mask was painted into the scene. */
  Optional<MaskStatistics> painted() {
    return painted;
  }

  /** Finds what part of the scene is sent, if the request is focused. */
  void focus() throws IOException {
    if (request.focus().isPresent()) {
      SceneSizes sizes = SceneSizes.of(capabilities, call.config.maxUploadSide(), request.size());
      part = Optional.of(FocusedPart.of(paintedPart(), request.focus().getAsDouble(), sizes));
    }
  }

  private PaintedPart paintedPart() throws IOException {
    ImageSource mask = request.mask().orElseThrow();
    RestoreOptions how = request.restoreOptions().orElse(RestoreOptions.DEFAULT);
    try (Scope scope = new Scope(call.work())) {
      PaintedPart found = PaintedPart.of(maskJob(), how, request.photo(), mask, scope);
      if (found.box().isEmpty()) {
        throw nothingPainted();
      }
      return found;
    }
  }

  /**
   * Makes sure that the mask fits the scene, where it travels without anything that finds it out.
   *
   * @throws io.github.maskloom.errors.SizeMismatchException if it does not
   */
  private void checkShape(ImageSource mask) throws IOException {
    if (request.restoreOptions().isEmpty()) {
      try (Scope scope = new Scope(call.work())) {
        PaintedPart.check(maskJob(), request.photo(), mask, scope);
      }
    }
  }

  /** Takes the mask as restoring takes it. */
  private PhotoJob maskJob() {
    return new PhotoJob(
        request.maskOptions(), OutputOptions.DEFAULT, call.config.reading(), call.work());
  }

  private EmptyMaskException nothingPainted() {
    String faint =
        capabilities.mask().convention().isBinary() ? ", or nothing by more than half" : "";
    return new EmptyMaskException(
        "mask: nothing is painted, or less than a pixel of the photo" + faint,
        call.history.notSent());
  }

  /** The scene, with the paint in it if it travels so. */
  Image scene() throws IOException {
    boolean paints = capabilities.mask().transport() == MaskTransport.PAINTED_INTO_PHOTO;
    Image scene =
        request.mask().isPresent() && paints
            ? paintedScene(request.mask().get())
            : prepare(PHOTO, 1, request.photo(), scenePreparer()).input();
    call.history.prepared(new JobTicket.Sent(scene.width(), scene.height(), part));
    return scene;
  }

  private Image paintedScene(ImageSource mask) throws IOException {
    call.news.progress(new FusionProgress.Preparing(PHOTO, 1));
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(request.maskOptions())
            .withReading(call.config.reading())
            .withWork(call.work());
    Path file = newFile(PHOTO);
    PreparedComposite made =
        compositor.composite(request.photo(), mask, scenePreparer(), new TempFile(file));
    if (made.composite().nothingPainted()) {
      throw nothingPainted();
    }
    painted = Optional.of(made.composite().mask());
    return input(file, PHOTO, made.prepared());
  }

  /** The mask, or its paint, as an image of the scene's size, if it travels so. */
  Optional<Image> mask(Image scene) throws IOException {
    MaskTransport transport = capabilities.mask().transport();
    boolean overlay = transport == MaskTransport.PAINT_OVERLAY;
    if (request.mask().isEmpty() || !(overlay || transport == MaskTransport.SEPARATE_IMAGE)) {
      return Optional.empty();
    }
    checkShape(request.mask().get());
    MaskConvention wanted = overlay ? MaskConvention.PAINTED : capabilities.mask().convention();
    ImagePreparer preparer =
        partPreparer()
            .withLimits(capabilities.maskLimits())
            .withMask(request.maskOptions(), wanted)
            .withExactSize(scene.width(), scene.height());
    return Optional.of(paintedMask(request.mask().get(), preparer));
  }

  /** A mask that says what is to change; one that says nothing would be paid for all the same. */
  private Image paintedMask(ImageSource mask, ImagePreparer preparer) throws IOException {
    Prepared prepared = prepare(MASK, 1, mask, preparer);
    if (prepared.report().nothingPainted()) {
      throw nothingPainted();
    }
    if (capabilities.mask().partial() && prepared.report().everythingPainted()) {
      throw new FusionRequestException(
          "mask: everything is painted, but this provider needs something to keep",
          call.history.notSent());
    }
    return prepared.input();
  }

  /** The references, in the caller's order. */
  List<ProviderInput> references() throws IOException {
    ImagePreparer preparer = preparer().withMaxSide(call.config.maxUploadSide());
    List<ProviderInput> inputs = new ArrayList<>();
    for (FusionReference reference : request.references()) {
      if (reference instanceof FusionReference.Link link) {
        inputs.add(new ProviderInput.Link(link.url()));
      } else if (reference instanceof FusionReference.Image image) {
        inputs.add(
            prepare(REFERENCE, inputs.size() + 1, image.source(), preparer)
                .input()
                .withOptions(image.options()));
      }
    }
    return inputs;
  }

  /** An image that was made ready, and what became of it. */
  private record Prepared(Image input, PrepareReport report) {}

  private Prepared prepare(String image, int number, ImageSource source, ImagePreparer preparer)
      throws IOException {
    call.news.progress(new FusionProgress.Preparing(image, number));
    Path file = newFile(image);
    String role = Sources.role(image, number);
    try {
      PrepareReport report = preparer.prepare(source.named(role), new TempFile(file));
      if (report.passedThrough()) {
        // It was copied undecoded, and one that is broken would be paid for.
        FinishedImages.requireWhole(ImageSource.of(file).named(role), call);
      }
      return new Prepared(input(file, role, report), report);
    } catch (ImageException e) {
      throw e.about(role);
    }
  }

  /** Makes the scene as it is sent. */
  private ImagePreparer scenePreparer() {
    return part.map(sent -> partPreparer().withExactSize(sent.sentWidth(), sent.sentHeight()))
        .orElseGet(() -> preparer().withMaxSide(call.config.maxUploadSide()));
  }

  /** Takes what is sent of the scene, or of a mask of it, at its own size. */
  private ImagePreparer partPreparer() {
    return part.filter(sent -> !sent.isWhole())
        .map(sent -> preparer().withPart(imagePart(sent)))
        .orElseGet(this::preparer);
  }

  private static ImagePart imagePart(PhotoPart sent) {
    return new ImagePart(
        sent.photoWidth(),
        sent.photoHeight(),
        sent.box().x(),
        sent.box().y(),
        sent.box().width(),
        sent.box().height());
  }

  private ImagePreparer preparer() {
    return ImagePreparer.create()
        // Where and with what a photo was taken is nothing that a service needs.
        .withOutput(
            OutputOptions.DEFAULT.withFormat(OutputFormat.JPEG).withMetadata(Metadata.NOTHING))
        // Models take what they are sent for sRGB, whatever profile it carries.
        .withToSrgb(true)
        .withLimits(capabilities.inputLimits())
        .withReading(call.config.reading())
        .withWork(call.work());
  }

  private Path newFile(String role) throws IOException {
    Path file = call.folder.file("in-" + files.size() + "-" + role);
    files.add(file);
    return file;
  }

  private Image input(Path file, String role, PrepareReport report) {
    ImageSource source = ImageSource.of(file).named(role);
    bytes += report.bytes();
    call.history.uploadBytes = bytes;
    return new Image(source, report.mediaType(), report.width(), report.height(), report.bytes());
  }

  /** Deletes what was made: nobody reads it any more. What stays goes with the call's folder. */
  void delete() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException | RuntimeException e) {
        LOG.debug("an image that was sent stays for now: {}", e.getClass().getSimpleName());
      }
    }
  }
}
