package io.github.maskloom.fusion.call;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreReport.Comparison;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.call.CallFolder.CallFile;
import io.github.maskloom.fusion.call.FocusedPart.SceneSizes;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.composite.CompositeJob;
import io.github.maskloom.internal.composite.Restoration;
import io.github.maskloom.internal.composite.RestoreJob;
import io.github.maskloom.internal.pipeline.InputFiles;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the images of one call ready to be sent, each in a file of the call's folder. */
final class InputImages {
  private static final Logger LOG = LoggerFactory.getLogger(InputImages.class);
  private static final String PHOTO = "photo";
  private static final String MASK = "mask";
  private static final String REFERENCE = "reference";

  private final CallContext context;
  private final FusionRequest request;
  private final ProviderCapabilities capabilities;
  private final List<Path> files = new ArrayList<>();
  private Optional<MaskStatistics> painted = Optional.empty();
  private Optional<PhotoPart> part = Optional.empty();
  private long bytes;

  InputImages(CallContext context, ProviderCapabilities capabilities) {
    this.context = context;
    this.capabilities = capabilities;
    request = context.request();
  }

  /** Encoded bytes of all images made so far. */
  long bytes() {
    return bytes;
  }

  /** What was painted; empty unless the mask was painted into the scene. */
  Optional<MaskStatistics> painted() {
    return painted;
  }

  /**
   * Makes sure that no image is a folder, which would be found out only by reading it, and then
   * without a name.
   */
  static void checkFiles(FusionRequest request) throws IOException {
    for (Map.Entry<String, ImageSource> each : byRole(request).entrySet()) {
      checkFile(each.getKey(), each.getValue());
    }
  }

  /** Every image of a request, in order, by what failures call it. */
  static Map<String, ImageSource> byRole(FusionRequest request) {
    Map<String, ImageSource> images = new LinkedHashMap<>();
    images.put(role(PHOTO, 1), request.photo());
    request.mask().ifPresent(mask -> images.put(role(MASK, 1), mask));
    int number = 0;
    for (FusionReference reference : request.references()) {
      number++;
      if (reference instanceof FusionReference.Image image) {
        images.put(role(REFERENCE, number), image.source());
      }
    }
    return images;
  }

  /** What failures call an image, at whatever stage. */
  private static String role(String image, int number) {
    return switch (image) {
      case PHOTO, MASK -> image;
      default -> image + " " + number;
    };
  }

  /** Has a failure say what the caller calls the image that it is about. */
  static <E extends Throwable> E named(E failure, FusionRequest request) {
    if (failure instanceof ImageException image) {
      byRole(request).forEach((role, source) -> name(image, role, source));
    }
    return failure;
  }

  private static void name(ImageException failure, String role, ImageSource source) {
    if (failure.image().filter(role::equals).isPresent()) {
      source.name().ifPresent(failure::initName);
      InputFiles.nameOf(source).ifPresent(failure::initDisplayName);
    }
  }

  private static void checkFile(String role, ImageSource source) throws IOException {
    Optional<Path> file = source.path();
    if (file.isPresent() && Files.isDirectory(file.get())) {
      throw new FileSystemException(file.get().toString(), null, "the " + role + " is a folder");
    }
  }

  /** Finds what part of the scene is sent, if the request is focused. */
  void focus() throws IOException {
    if (request.focus().isPresent()) {
      SceneSizes sizes =
          SceneSizes.of(capabilities, context.config().maxUploadSide(), request.size());
      part = Optional.of(FocusedPart.of(paintedPart(), request.focus().get(), sizes));
    }
  }

  /** The scene was sent before, as a ticket says. */
  void sentAs(JobTicket.Sent sent) {
    part = sent.part();
  }

  /** What of the scene is sent; empty unless the request is focused. */
  Optional<PhotoPart> part() {
    return part;
  }

  private Restoration.PaintedPart paintedPart() throws IOException {
    try (Scope scope = new Scope(context.work())) {
      Restoration.PaintedPart found =
          new Restoration(masking(), scope)
              .paintedPart(request.photo(), request.mask().orElseThrow());
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
      try (Scope scope = new Scope(context.work())) {
        new Restoration(masking(), scope).checkMask(request.photo(), mask);
      }
    }
  }

  /** How the mask is taken, as restoring takes it. */
  private RestoreJob masking() {
    return new RestoreJob(
        CompositeJob.MaskOptions.DEFAULT
            .with(request.convention())
            .with(request.fit())
            .withFillEnclosed(request.fillEnclosed()),
        request.restoreOptions().orElse(RestoreOptions.DEFAULT).withMatchColor(false),
        Optional.empty(),
        Comparison.OFF,
        CompositeJob.OutputOptions.DEFAULT,
        context.reading(),
        context.work());
  }

  private EmptyMaskException nothingPainted() {
    return new EmptyMaskException(
        "mask: nothing is painted, or less than a pixel of the photo",
        FusionException.Failure.notSent(context.history().providerId()));
  }

  /** The size to ask the provider for. */
  OutputSize answerSize(int width, int height) {
    return part.isPresent()
        ? SceneSizes.answer(capabilities, request.size(), width, height)
        : request.size();
  }

  /** The scene, with the paint in it if it travels so. */
  ProviderInput.Image scene() throws IOException {
    boolean paints = capabilities.maskTransport() == MaskTransport.PAINTED_INTO_PHOTO;
    return request.mask().isPresent() && paints
        ? paintedScene(request.mask().get())
        : prepare(PHOTO, 1, request.photo(), scenePreparer().build()).input();
  }

  private ProviderInput.Image paintedScene(ImageSource mask) throws IOException {
    context.events().progress(new FusionProgress.Preparing(PHOTO, 1));
    MaskCompositor compositor =
        MaskCompositor.builder()
            .convention(request.convention())
            .fit(request.fit())
            .fillEnclosed(request.fillEnclosed())
            .brush(request.brush())
            .reading(context.reading())
            .working(context.work())
            .build();
    Path file = newFile(PHOTO);
    PreparedComposite made =
        compositor.composite(request.photo(), mask, scenePreparer().build(), new CallFile(file));
    if (made.composite().nothingPainted()) {
      throw nothingPainted();
    }
    painted = Optional.of(made.composite().mask());
    return input(file, role(PHOTO, 1), made.prepared());
  }

  /** The mask, or its paint, as an image of the scene's size, if it travels so. */
  Optional<ProviderInput.Image> mask(ProviderInput.Image scene) throws IOException {
    MaskTransport transport = capabilities.maskTransport();
    boolean overlay = transport == MaskTransport.PAINT_OVERLAY;
    if (request.mask().isEmpty() || !(overlay || transport == MaskTransport.SEPARATE_IMAGE)) {
      return Optional.empty();
    }
    checkShape(request.mask().get());
    ImagePreparer.Builder preparer =
        scenePreparer()
            .limits(capabilities.maskLimits())
            .fillEnclosed(request.fillEnclosed())
            .exactSize(scene.width(), scene.height());
    if (overlay) {
      preparer.paint(request.convention(), request.brush().rgb(), request.brush().opacity());
    } else {
      preparer.mask(request.convention(), capabilities.maskConvention());
    }
    return Optional.of(paintedMask(request.mask().get(), preparer.build()));
  }

  /** A mask that says what is to change; one that says nothing would be paid for all the same. */
  private ProviderInput.Image paintedMask(ImageSource mask, ImagePreparer preparer)
      throws IOException {
    Prepared prepared = prepare(MASK, 1, mask, preparer);
    if (prepared.report().nothingPainted()) {
      throw nothingPainted();
    }
    return prepared.input();
  }

  /** The references, in the caller's order. */
  List<ProviderInput> references() throws IOException {
    ImagePreparer preparer = preparer().build();
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
  private record Prepared(ProviderInput.Image input, PrepareReport report) {}

  private Prepared prepare(String image, int number, ImageSource source, ImagePreparer preparer)
      throws IOException {
    context.events().progress(new FusionProgress.Preparing(image, number));
    Path file = newFile(image);
    String role = role(image, number);
    try {
      PrepareReport report = preparer.prepare(source.named(role), new CallFile(file));
      if (report.passedThrough()) {
        // It was copied undecoded, and one that is broken would be paid for.
        WholeImage.require(ImageSource.of(file).named(role), context);
      }
      return new Prepared(input(file, role, report), report);
    } catch (ImageException e) {
      throw e.initImage(role);
    }
  }

  /** Makes the scene, or a mask of it, as it is sent. */
  private ImagePreparer.Builder scenePreparer() {
    ImagePreparer.Builder preparer = preparer();
    part.filter(sent -> !sent.isWhole()).ifPresent(sent -> preparer.part(imagePart(sent)));
    part.ifPresent(sent -> preparer.exactSize(sent.sentWidth(), sent.sentHeight()));
    return preparer;
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

  private ImagePreparer.Builder preparer() {
    return ImagePreparer.builder()
        .format(OutputFormat.JPEG)
        // Models take what they are sent for sRGB, whatever profile it carries.
        .toSrgb(true)
        // Where and with what a photo was taken is nothing that a service needs.
        .bare(true)
        .maxSide(context.config().maxUploadSide())
        .limits(capabilities.inputLimits())
        .reading(context.reading())
        .working(context.work());
  }

  private Path newFile(String role) throws IOException {
    Path file = context.folder().file("in-" + files.size() + "-" + role);
    files.add(file);
    return file;
  }

  private ProviderInput.Image input(Path file, String role, PrepareReport report) {
    ImageSource source = ImageSource.of(file).named(role);
    bytes += report.bytes();
    return new ProviderInput.Image(
        source, report.mediaType(), report.width(), report.height(), report.bytes());
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
