package io.github.maskloom.internal.prepare;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile.BareCopy;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.mask.MaskFill;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One image on its way to being ready: opens it, plans what becomes of it, and does it. */
public final class Preparation {
  private static final int UPRIGHT = 1;

  /** What copying an image byte for byte takes, and having opened it. */
  private static final long COPY_BYTES = 128 << 10;

  private PrepareOptions options;
  private final Scope scope;

  /** What is open while rows are read. */
  private final Scope reading;

  private final ByteCounter counter;
  private final long startNanos = System.nanoTime();

  /** A preparation that has not begun; the scope is the caller's. */
  public Preparation(PrepareOptions options, Scope scope) {
    this.options = options.with(scope.work()).accepted();
    this.scope = scope;
    reading = scope.register(scope.part());
    counter = new ByteCounter(options.reading().limits(), scope.cancel(), scope.files());
  }

  /** How a preparer prepares. */
  public static PrepareOptions optionsOf(Preparer preparer) {
    return preparer.options.accepted();
  }

  /** Prepares an image, which is written only if all went well. */
  public PrepareReport prepare(ImageSource image, ImageTarget target) throws IOException {
    scope.files().called("", image);
    options = options.to(target);
    try {
      ImageSource source = reopenable(image.named("image"));
      EncodedImage opened = opened(source);
      boolean passes = passes(opened, source) && copiesPixelsOnly(opened);
      scope.planned(opened.fullSize(), passes ? Strategy.COPY : Strategy.STREAM);
      if (passes) {
        scope.reserve(costOfCopy(opened));
        return done(copy(opened, source, target));
      }
      PreparePlan plan = plan(opened);
      scope.reserve(plan.cost());
      if (plan.fill().isPresent() || (!target.atomic() && options.refusesOpaque())) {
        lookThrough(source, plan.fill());
      }
      return done(plan.run(scope, reading, target));
    } catch (ImageException e) {
      throw scope.files().named(e, "");
    }
  }

  private PrepareReport done(PrepareReport report) {
    scope.done(report.width(), report.height(), report.bytes());
    return report;
  }

  /** Prepares rows, which are used up. */
  public PrepareReport prepare(WindowSource rows, ImageTarget target) throws IOException {
    options = options.to(target).writing(Optional.empty());
    ImageGeometry size = rows.geometry();
    options.checkHeader(size.hasAlpha());
    scope.planned(size, Strategy.STREAM);
    int windowRows = PreparePlan.windowRows(size);
    Stage<WindowReader> given =
        WindowHandOff.stage("take the caller's rows", rows, Cost.NONE, windowRows);
    MaskFill.GivenMask mask = new MaskFill.GivenMask(given);
    PreparePlan plan =
        new PreparePlan(
            options,
            new PreparePlan.Seen(
                options.fillOf(size).isPresent() ? mask.stage(windowRows) : given,
                ImageColors.of(rows.metadata()),
                size,
                Area.of(size),
                Optional.empty(),
                PreparePlan.AROUND_BYTES),
            0,
            () -> 0);
    scope.reserve(plan.cost());
    if (plan.fill().isPresent()) {
      mask.spool(plan.fill().get(), options.reading().limits(), reading);
    }
    return done(plan.run(scope, reading, target));
  }

  /** What preparing would take; nothing is reserved, and only the header is read. */
  public WorkPlan explain(ImageSource image) throws IOException {
    ImageSource source = reopenable(image.named("image"));
    EncodedImage opened = opened(source);
    if (passes(opened, source)) {
      ImageGeometry geometry = opened.stage().geometry();
      Cost cost = costOfCopy(opened);
      return cost.workPlan(List.of(Stage.step("copy byte for byte", geometry, cost)));
    }
    PreparePlan plan = plan(opened);
    return plan.cost().workPlan(plan.steps());
  }

  /** Opens the image that is prepared, and decides what is written of it. */
  private EncodedImage opened(ImageSource source) throws IOException {
    EncodedImage image = reading.register(open(source, reading));
    options = options.writing(Optional.of(image.description().mediaType()));
    return image;
  }

  private PreparePlan plan(EncodedImage image) {
    return new PreparePlan(
        options,
        new PreparePlan.Seen(
            image.stage(),
            ImageColors.of(image.metadata()),
            image.fullSize(),
            Area.shownBy(image),
            Optional.of(image),
            PreparePlan.AROUND_BYTES),
        image.metadataBytes(),
        image::missingRows);
  }

  private static Cost costOfCopy(EncodedImage image) {
    return Cost.heap(COPY_BYTES + image.metadataBytes());
  }

  private EncodedImage open(ImageSource source, Scope owner) throws IOException {
    EncodedImage.Opening asked =
        EncodedImage.Opening.of(options.readingAllowed(), Kept.METADATA)
            .checked(options::checkHeader)
            .reduced(options::reductionOf);
    return EncodedImage.open(source, asked, owner);
  }

  /**
   * Looks at a mask before: to fill it, or as what is written to a stream cannot be taken back.
   * This takes no more memory than what was reserved.
   */
  private void lookThrough(ImageSource mask, Optional<MaskFill> fill) throws IOException {
    try (Scope apart = scope.part()) {
      WindowReader rows = apart.register(open(mask, apart)).rows();
      int windowRows = PreparePlan.windowRows(rows.geometry());
      MaskFill.lookThrough(fill, rows, windowRows, scope.cancel());
    }
  }

  private ImageSource reopenable(ImageSource source) throws IOException {
    if (source.reopenable()) {
      return source;
    }
    SpoolFile spool = scope.register(SpoolFile.create(options.reading().limits()));
    try (InputStream stream = counter.open(source)) {
      spool.append(stream);
    }
    return spool.source();
  }

  /** Whether the image meets everything as it is. */
  private boolean passes(EncodedImage image, ImageSource source) throws IOException {
    EncodedImage.Description description = image.description();
    ImageSize size = ImageSize.of(image.fullSize());
    return options.passThrough()
        && options.output().label().isEmpty()
        && options.readingAllowed().damage() == DamagePolicy.STRICT
        && options.maskForm().isEmpty()
        && copying(image).isPresent()
        && options.sizing().part().isEmpty()
        && conversion(image) != ProfileConversion.CONVERTED
        && description.orientation() == UPRIGHT
        && options.limits().mediaTypes().contains(description.mediaType())
        && options.sizeOf(size).isSameAs(size)
        && size.meets(options.limits())
        && (!options.searches() || counter.length(source) <= options.limits().maxBytes());
  }

  /** How the image is copied; empty if it holds what is not to come along. */
  private Optional<BareCopy> copying(EncodedImage image) {
    Optional<BareCopy> bare = image.file().bareCopy(options.output());
    ImageMetadata metadata = image.metadata();
    boolean told = metadata.exif().isPresent() || metadata.xmp().isPresent();
    return options.isBare() && (bare.isPresent() || told)
        ? bare
        : Optional.of(InputStream::transferTo);
  }

  /** Whether nothing comes along in a copy without metadata; the file may be read for that. */
  private boolean copiesPixelsOnly(EncodedImage image) throws IOException {
    if (!options.isBare()) {
      return true;
    }
    try (Scope apart = scope.part()) {
      apart.reserve(Cost.heap(image.file().heapBytes()));
      return copying(image).orElseThrow().isOfPixelsOnly();
    }
  }

  private ProfileConversion conversion(EncodedImage image) {
    return options.conversion(ImageColors.of(image.metadata()), image.fullSize());
  }

  private PrepareReport copy(EncodedImage image, ImageSource source, ImageTarget target)
      throws IOException {
    try (ImageTarget.Draft draft = target.openDraft();
        InputStream stream = counter.open(source)) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      copying(image).orElseThrow().write(stream, counted);
      scope.cancel().throwIfCancelled();
      scope.files().check();
      draft.commit();
      ImageGeometry size = image.fullSize();
      return new PrepareReport(
          image.description().mediaType(),
          size.width(),
          size.height(),
          counted.getCount(),
          image.missingRows(),
          false,
          conversion(image),
          false,
          false,
          List.of(),
          Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }
}
