package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.align.AlignmentFit;
import io.github.maskloom.internal.align.LumaPair;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ColorCorrection;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.pixel.Growth;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One image being restored: opens its images, plans it, and makes it. Used once. */
public final class Restoration {
  /** What is mixed is rounded to the nearest: of equal samples comes that one. */
  private static final RowBlend.Rule NEAREST =
      new RowBlend.Rule(BlendMode.SOURCE_OVER, Rounding.HALF_UP);

  /** With it, a mask's paint is its coverage. */
  private static final Brush FULL = new Brush(0, 255);

  private static final MaskConvention HALF = MaskConvention.binary(127);

  /** An eighth: what a JPEG tells of its blocks without much arithmetic. */
  private static final int REDUCED = 8;

  private final PhotoJob job;
  private final How how;
  private final Scope scope;
  private final OpenImages images;
  private final List<OpenImages> lookedAt = new ArrayList<>();
  private AnswerPlace place = AnswerPlace.ALL;
  private final long startNanos = System.nanoTime();

  /**
   * What a restoration is asked for beside any other work on a photo.
   *
   * @param options the edge of what is painted, and whether colors are corrected
   * @param region of the photo that the replacement stands for; all of it if empty
   * @param comparison what is reported of the part that is not painted
   */
  public record How(RestoreOptions options, Optional<BoundingBox> region, Comparison comparison) {
    /** With every option at its default. */
    public static final How DEFAULT =
        new How(RestoreOptions.DEFAULT, Optional.empty(), Comparison.REDUCED);

    /** Refuses null. */
    public How {
      Objects.requireNonNull(options, "restoring");
      Objects.requireNonNull(comparison, "comparison");
    }

    /** The same with another edge or colors. */
    public How with(RestoreOptions other) {
      return new How(other, region, comparison);
    }

    /** The same for a part of the photo. */
    public How with(BoundingBox other) {
      return new How(options, Optional.of(other), comparison);
    }

    /** The same with another comparison. */
    public How with(Comparison other) {
      return new How(options, region, other);
    }

    /**
     * What paint is widened by, so that an edge along the inside of what comes of it lies where it
     * should. An edge that lies outside begins behind a whole pixel: whatever is within the growth
     * of paint is then as far inside as the part of the edge that lies out there is wide.
     */
    Growth.Disc disc() {
      int outside =
          switch (options.featherSide()) {
            case INWARDS -> 0;
            case CENTERED -> (options.featherPixels() + 1) / 2;
            case OUTWARDS -> options.featherPixels();
          };
      return outside == 0
          ? Growth.Disc.within(options.growPixels())
          : Growth.Disc.nearerThan(options.growPixels() + outside + 1);
    }
  }

  /** A restoration that has not begun; the scope is the caller's. */
  public Restoration(PhotoJob job, How how, Scope scope) {
    this.job = job;
    this.how = how;
    this.scope = scope;
    images = new OpenImages(job, scope);
  }

  /** Restores into an encoded image, which is there only if all went well. */
  public CompositeReport write(
      ImageSource photo, ImageSource answer, ImageSource mask, ImageTarget target)
      throws IOException {
    return how.options().matchColor() || aligns()
        ? writeOnce(
            images.reopenable(photo, Role.PHOTO),
            images.reopenable(answer, Role.REPLACEMENT),
            images.reopenable(mask, Role.MASK),
            target)
        : writeOnce(photo, answer, mask, target);
  }

  private CompositeReport writeOnce(
      ImageSource photoSource, ImageSource answer, ImageSource maskSource, ImageTarget target)
      throws IOException {
    Photo photo = openPhoto(photoSource);
    Replacement replacement = openReplacement(photo, answer);
    boolean isLabeled = !label(photo, replacement.label()).equals(job.output().label());
    ImageSource paint = isLabeled ? images.reopenable(maskSource, Role.MASK) : maskSource;
    MaskInput mask = MaskInput.open(images, paint, target);
    Optional<Alignment> alignment =
        aligns()
            ? measured(photo, replacement, mask, new Sources(photoSource, answer, paint))
            : Optional.empty();
    Plan plan = plan(photo, Optional.of(replacement), mask);
    Cost cost = plan.result().cost();
    if (how.options().matchColor()) {
      begin(mask, cost.orThen(looking(photo, replacement, mask, plan.colors())));
      plan.colors().correct(look(photoSource, answer, paint));
    } else {
      begin(mask, cost);
    }
    if (isLabeled && plan.result().isEncoded() && !isPainted(photo, paint)) {
      plan.result().take(job.output());
    }
    return report(plan.result().write(scope, target), photo, replacement, mask, plan, alignment);
  }

  private boolean aligns() {
    return how.options().align() != Align.OFF;
  }

  /**
   * Measures where the replacement lies, in a pass of its own, and takes it from there if asked.
   */
  private Optional<Alignment> measured(
      Photo photo, Replacement replacement, MaskInput mask, Sources again) throws IOException {
    AnswerMeasure measure = measure(photo, replacement);
    try (Scope measuring = scope.part(quiet())) {
      measuring.reserve(measuring(photo, replacement, mask));
      LumaPair pair = measure.pair();
      try (Scope apart = measuring.part()) {
        Restoration before = part(apart);
        lookedAt.add(before.images);
        before.read(measure, pair, photo, again);
      }
      if (pair.isEmpty()) {
        return Optional.empty();
      }
      AlignmentFit fit = measure.fit(pair, measuring.cancel());
      Alignment found = measure.report(pair, fit, how.options().align() == Align.CORRECT);
      place = found.putBack() ? measure.place(fit) : AnswerPlace.ALL;
      return Optional.of(found);
    }
  }

  private AnswerMeasure measure(Photo photo, Replacement replacement) {
    return new AnswerMeasure(photo.geometry(), region(photo), replacement.geometry());
  }

  /** What measuring takes, with the images that are open meanwhile. */
  private Cost measuring(Photo photo, Replacement replacement, MaskInput mask) {
    AnswerMeasure measure = measure(photo, replacement);
    Area seen = Area.of(replacement.geometry());
    Cost reading =
        measure
            .photo(photo.rows(), photo.area())
            .cost()
            .plus(measure.replacement(replacement.rows(), seen).cost())
            .plus(grown(mask, photo).cost());
    return measure.cost(reading).plus(images.idle());
  }

  /** Where the images of a restoration are had once more. */
  private record Sources(ImageSource photo, ImageSource replacement, ImageSource mask) {}

  private void read(AnswerMeasure measure, LumaPair pair, Photo full, Sources sources)
      throws IOException {
    MaskInput mask = MaskInput.openAgain(images, sources.mask());
    Stage<PaintRows> coverage = inRegion(grown(mask, full), region(full));
    Photo photo = Photo.open(images, sources.photo(), measure.ofPhoto());
    EncodedImage.Opening asked = images.strictly(Kept.NOTHING).reduced(measure.ofReplacement());
    EncodedImage replacement = images.open(sources.replacement(), Role.REPLACEMENT, asked);
    images.forgetCopies();
    mask.lookBefore();
    try {
      measure.readPaint(coverage, pair, scope);
      if (!pair.isEmpty()) {
        measure.read(false, measure.photo(photo.rows(), photo.area()), pair, scope);
        measure.read(
            true, measure.replacement(replacement.stage(), Area.shownBy(replacement)), pair, scope);
      }
    } catch (ImageException e) {
      throw images.checked(e, Role.MASK);
    }
  }

  /** The same restoration with another scope, of which the caller takes a part of the work. */
  private Restoration part(Scope apart) {
    Restoration part = new Restoration(job, how, apart);
    part.place = place;
    return part;
  }

  private WorkOptions quiet() {
    return scope.work().withListener(WorkListener.NONE).withThreads(1);
  }

  private void begin(MaskInput mask, Cost cost) throws IOException {
    images.begin(cost);
    mask.lookBefore();
  }

  /**
   * Whether anything of an answer goes into the photo. A photo that is encoded has its label before
   * its rows. This takes no more than painting does, and ends at the first row with paint.
   */
  private boolean isPainted(Photo photo, ImageSource maskSource) throws IOException {
    try (Scope apart = scope.part()) {
      Restoration before = part(apart);
      MaskInput mask = MaskInput.openAgain(before.images, maskSource);
      Stage<PaintRows> coverage = before.inRegion(before.grown(mask, photo), before.shown(photo));
      mask.lookBefore();
      PaintRows rows = coverage.open(apart);
      int y = 0;
      while (y < photo.geometry().height() && !rows.next()) {
        apart.cancel().throwIfCancelled();
        y++;
      }
      return y < photo.geometry().height();
    } catch (ImageException e) {
      throw images.checked(e, Role.MASK);
    }
  }

  private AnswerColors colors(Photo photo, Optional<Replacement> replacement) {
    return new AnswerColors(
        photo.colors(),
        replacement.map(Replacement::colors).orElse(ImageColors.SRGB),
        photo.geometry().colorBands() == 3 || isColored(replacement),
        how.options().matchColor());
  }

  private static boolean isColored(Optional<Replacement> replacement) {
    return replacement.filter(answer -> answer.geometry().colorBands() == 3).isPresent();
  }

  /** What looking at the colors takes, with the images that are open meanwhile. */
  private Cost looking(Photo photo, Replacement replacement, MaskInput mask, AnswerColors colors) {
    Stage<WindowReader> ringed = ringed(photo, replacement, mask, colors).rows();
    long window = WindowSize.bytes(ringed.geometry(), scope.windowRows(photo.geometry()));
    return ringed.cost().plus(Cost.heap(window)).plus(images.idle());
  }

  /** The photo beside the replacement, around the paint. */
  private Blend ringed(Photo photo, Replacement replacement, MaskInput mask, AnswerColors colors) {
    boolean colored = isColored(Optional.of(replacement));
    Stage<PaintRows> coverage = grown(mask, photo);
    Splicing.Offer none = Splicing.Offer.not("the replacement is not kept");
    Stage<PaintRows> ring =
        RingRows.stage(
            placed(replacement.rows(), photo, none, coverage),
            coverage,
            Blend.canvas(photo.geometry(), colored),
            colors::correct);
    return new Blend(
        colors.photoForAnswer(photo.rows(), scope.windowRows(photo.geometry())),
        new PaintRows.Plan(ring, colored),
        NEAREST,
        job.output(),
        scope);
  }

  /** Looks at the colors, in a pass of its own over all three images. */
  private ColorCorrection look(ImageSource photo, ImageSource answer, ImageSource mask)
      throws IOException {
    try (Scope apart = scope.part(quiet())) {
      Restoration before = part(apart);
      lookedAt.add(before.images);
      return before.lookThrough(photo, answer, mask);
    }
  }

  private ColorCorrection lookThrough(
      ImageSource photoSource, ImageSource answer, ImageSource maskSource) throws IOException {
    Photo photo = openPhoto(photoSource);
    Replacement replacement = openReplacement(answer);
    MaskInput mask = MaskInput.openAgain(images, maskSource);
    images.forgetCopies();
    AnswerColors colors = colors(photo, Optional.of(replacement));
    Blend ringed = ringed(photo, replacement, mask, colors);
    mask.lookBefore();
    try {
      ringed.rows().open(scope).push(scope.windowRows(photo.geometry()), window -> {});
    } catch (ImageException e) {
      throw images.checked(e, Role.PHOTO);
    }
    return colors.match().orElseThrow();
  }

  /**
   * What of the photo may change, as restoring takes the mask: goes through the mask alone, and
   * reads no more of the photo than its header.
   *
   * @throws io.github.maskloom.errors.ImageException if the mask cannot be used for the photo
   */
  public PaintedPart paintedPart(ImageSource photoSource, ImageSource maskSource)
      throws IOException {
    Photo photo = Photo.shape(images, photoSource);
    MaskInput mask = MaskInput.openAgain(images, maskSource);
    Stage<PaintRows> coverage = grown(mask, photo);
    begin(mask, coverage.cost().plus(Cost.heap(PaintRows.Plan.AROUND_BYTES)));
    ImageGeometry size = photo.geometry();
    MaskTally tally = new MaskTally(size.width());
    PaintRows rows = coverage.open(scope);
    for (int y = 0; y < size.height(); y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
      tally.add(rows.paint(), rows.paintRow());
    }
    rows.finish();
    return new PaintedPart(
        size.width(), size.height(), PaintRows.figures(tally, size.pixels()).boundingBox());
  }

  /**
   * Makes sure that a mask can be used for a photo, as far as headers tell.
   *
   * @throws io.github.maskloom.errors.ImageException if it cannot
   */
  public void checkMask(ImageSource photo, ImageSource mask) throws IOException {
    Photo shape = Photo.shape(images, photo);
    MaskPaint ignored = MaskInput.open(images, mask).over(shape, FULL);
  }

  /**
   * A replacement, open.
   *
   * @param source opens again if it has to
   * @param colors what its samples mean
   * @param label what it says of a model's part in it
   */
  private record Replacement(
      ImageSource source, Stage<WindowReader> rows, ImageColors colors, AiLabel label) {
    ImageGeometry geometry() {
      return rows.geometry();
    }
  }

  /**
   * How an image is restored.
   *
   * @param tally what is counted where nothing is painted; empty if nothing is compared
   * @param scale what the photo's sides are divided by before it is compared
   * @param colors what becomes of the replacement's colors
   */
  private record Plan(
      PhotoPlan result, Optional<UnpaintedTally> tally, int scale, AnswerColors colors) {}

  /** What restoring would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(
      ImageSource photoSource, Optional<ImageSource> answer, ImageSource maskSource)
      throws IOException {
    Photo photo = openPhoto(photoSource);
    Optional<Replacement> replacement =
        answer.isPresent() ? Optional.of(openReplacement(photo, answer.get())) : Optional.empty();
    MaskInput mask = MaskInput.open(images, maskSource);
    Map<String, Cost> before = new LinkedHashMap<>();
    if (replacement.isPresent() && aligns()) {
      before.put("measure where the replacement lies", measuring(photo, replacement.get(), mask));
    }
    Plan plan = plan(photo, replacement, mask);
    if (replacement.isPresent() && how.options().matchColor()) {
      before.put(
          "compare around the paint before",
          looking(photo, replacement.get(), mask, plan.colors()));
    }
    return plan.result().explained(before);
  }

  /** Opens a photo that the format of the result can hold. */
  private Photo openPhoto(ImageSource photo) throws IOException {
    return Photo.open(images, photo).fitting(job);
  }

  private Replacement openReplacement(Photo photo, ImageSource answer) throws IOException {
    boolean isReadAgain =
        compares() && photo.isReadAgain(PhotoPlan.format(photo.output(job.output())));
    return openReplacement(isReadAgain ? images.reopenable(answer, Role.REPLACEMENT) : answer);
  }

  private Replacement openReplacement(ImageSource answer) throws IOException {
    EncodedImage image = images.open(answer, Role.REPLACEMENT, images.strictly(Kept.COLORS));
    ImageMetadata metadata = image.takeColors();
    return new Replacement(
        answer, image.stage(), ImageColors.of(metadata), XmpPacket.label(metadata));
  }

  /**
   * What the result says once something of an answer went into the photo. What the answer says of
   * itself does not hold for the whole photo, but for China's label.
   */
  private AiLabel label(Photo photo, AiLabel answer) {
    AiLabel asked = job.output().label();
    return job.output().labeled()
        ? asked
            .or(new AiLabel(Optional.empty(), answer.aigc()))
            .or(AiLabel.COMPOSITE.orMore(label(photo)))
        : asked;
  }

  /** What the photo says, unless that is metadata like others, as no label is to be written. */
  private AiLabel label(Photo photo) {
    Optional<EncodedImage> file = photo.file().filter(read -> job.output().labeled());
    return file.map(read -> XmpPacket.label(read.metadata())).orElse(AiLabel.NONE);
  }

  private LabelReport labels(Photo photo, Replacement replacement) {
    AiLabel said = replacement.label();
    return new LabelReport(label(photo), said, label(photo, said));
  }

  private boolean compares() {
    return how.comparison() != Comparison.OFF;
  }

  /**
   * A restoration.
   *
   * @param replacement empty for the least that any would take
   */
  private Plan plan(Photo photo, Optional<Replacement> replacement, MaskInput mask)
      throws IOException {
    BoundingBox shown = shown(photo);
    Stage<PaintRows> coverage = inRegion(grown(mask, photo), shown);
    replacement.ifPresent(
        answer -> images.checkScaling(answer.geometry(), part(photo), Role.REPLACEMENT));
    boolean colored = isColored(replacement);
    AnswerColors colors = colors(photo, replacement);
    AiLabel said = replacement.map(Replacement::label).orElse(AiLabel.NONE);
    OutputOptions written = photo.output(job.output()).withLabel(label(photo, said));
    OutputFormat format = PhotoPlan.format(written);
    Splicing.Offer splice =
        compares() && !photo.isReadAgain(format)
            ? Splicing.Offer.not("what changed where nothing is painted is to be told")
            : photo.splicing(colored, format);
    boolean aside = compares() && splice.splicing().isPresent();
    Optional<UnpaintedTally> tally =
        aside && how.region().isPresent() ? Optional.empty() : tally(photo, shown);
    int scale = aside && how.comparison() == Comparison.REDUCED ? REDUCED : 1;
    if (aside && tally.isPresent()) {
      coverage = compared(coverage, photo, replacement, tally.get(), scale, colors);
    }
    Stage<PaintRows> paint =
        replacement.isPresent()
            ? ReplacementRows.stage(
                placed(colors.forPhoto(replacement.get().rows(), scope), photo, splice, coverage),
                coverage,
                how.options().featherPixels(),
                isSoft(),
                aside ? Optional.empty() : tally)
            : unpainted(coverage);
    PaintRows.Plan plan = new PaintRows.Plan(paint, colored);
    return new Plan(
        new PhotoPlan(photo.rows(), plan, splice, written, NEAREST, scope), tally, scale, colors);
  }

  /** Coverage on whose way a spliced photo is compared with the replacement, if there is one. */
  private Stage<PaintRows> compared(
      Stage<PaintRows> coverage,
      Photo photo,
      Optional<Replacement> replacement,
      UnpaintedTally tally,
      int scale,
      AnswerColors colors)
      throws IOException {
    EncodedImage again = photo.again(images, (width, height) -> scale);
    if (replacement.isEmpty()) {
      return coverage.with(again.stage(), "", Cost.NONE, (rows, others, running) -> rows);
    }
    EncodedImage answer =
        images.open(
            replacement.get().source(),
            Role.REPLACEMENT,
            images
                .strictly(Kept.NOTHING)
                .reduced(ComparedCoverage.reductionTo(Area.shownBy(again))));
    return bounded(
        where ->
            ComparedCoverage.stage(
                coverage,
                again,
                new ComparedCoverage.Answer(
                    colors.forPhoto(answer.stage(), scope),
                    where.seen(Area.shownBy(answer), region(photo), region(photo)),
                    where.shown(region(photo))),
                tally,
                scale));
  }

  /** What the replacement stands for. */
  private BoundingBox region(Photo photo) {
    ImageGeometry size = photo.geometry();
    BoundingBox region = how.region().orElse(new BoundingBox(0, 0, size.width(), size.height()));
    checkArgument(
        region.x() <= size.width() - region.width()
            && region.y() <= size.height() - region.height(),
        "the region, %sx%s pixels at %s,%s, does not lie within the photo of %sx%s",
        region.width(),
        region.height(),
        region.x(),
        region.y(),
        size.width(),
        size.height());
    return region;
  }

  /** The shape of what the replacement stands for. */
  private ImageGeometry part(Photo photo) {
    BoundingBox region = region(photo);
    return photo.geometry().withSize(region.width(), region.height());
  }

  /** What of the photo the replacement shows. */
  private BoundingBox shown(Photo photo) {
    return place.shown(region(photo));
  }

  private Stage<PaintRows> inRegion(Stage<PaintRows> coverage, BoundingBox region) {
    boolean isAll = how.region().isEmpty() && place.equals(AnswerPlace.ALL);
    return isAll ? coverage : RegionRows.stage(coverage, region);
  }

  /**
   * What is made of the replacement as it lies. Before that is known it takes as much as it may
   * take at the most.
   */
  private <T> Stage<T> bounded(Function<AnswerPlace, Stage<T>> made) {
    Stage<T> stage = made.apply(place);
    if (how.options().align() != Align.CORRECT) {
      return stage;
    }
    Cost most = made.apply(AnswerPlace.ALL).cost().orThen(made.apply(AnswerPlace.LARGEST).cost());
    long besides = Math.max(0, most.heapBytes() - stage.cost().heapBytes());
    return stage.then("", stage.geometry(), Cost.heap(besides), (rows, running) -> rows);
  }

  /** A replacement's rows at their place in the photo. */
  private Stage<PlacedReplacement> placed(
      Stage<WindowReader> replacement,
      Photo photo,
      Splicing.Offer splice,
      Stage<PaintRows> coverage) {
    Stage<WindowReader> rows = images.ahead(replacement, splice);
    return bounded(
        where -> {
          BoundingBox shown = where.shown(region(photo));
          Area seen = where.seen(Area.of(rows.geometry()), region(photo), shown);
          Area wanted = Area.of(shown.width(), shown.height());
          return PlacedReplacement.stage(
              RowCursor.stage(rows, seen, wanted, Averaging.SAMPLES, Role.REPLACEMENT, scope),
              shown,
              coverage.geometry());
        });
  }

  /** Paint that is only planned, as there is no replacement. */
  private Stage<PaintRows> unpainted(Stage<PaintRows> coverage) {
    return ReplacementRows.feathered(coverage, how.options().featherPixels(), isSoft())
        .then(
            "",
            coverage.geometry(),
            Cost.NONE,
            (rows, running) -> {
              throw new IllegalStateException("there is no replacement");
            });
  }

  private Optional<UnpaintedTally> tally(Photo photo, BoundingBox region) {
    if (!compares()) {
      return Optional.empty();
    }
    UnpaintedTally tally =
        new UnpaintedTally(photo.geometry().depth(), UnpaintedChanges.VISIBLE_DIFFERENCE);
    return Optional.of(tally.between(region.x(), region.x() + region.width()));
  }

  /** What may change, as far as the mask says. */
  private Stage<PaintRows> grown(MaskInput mask, Photo photo) {
    return GrownRows.stage(coverage(mask, photo), how.disc(), isSoft());
  }

  private Stage<PaintRows> coverage(MaskInput mask, Photo photo) {
    MaskPaint painter = mask.over(photo, FULL);
    Stage<WindowReader> reader = mask.rows(mask.stored());
    if (isPainted() && !MaskShape.isExact(mask.geometry(), photo.geometry())) {
      return ScaledStrokes.stage(reader, painter.paintGeometry(), scope);
    }
    MaskConvention scaled = isSoft() ? MaskConvention.WHITE_EDITS : HALF;
    return MaskRows.stage(reader, photo.area(), painter, scaled, scope);
  }

  /** Whether coverage between none and full means something: a brush's opacity does not. */
  private boolean isSoft() {
    return !(isPainted() || job.mask().convention().isBinary());
  }

  private boolean isPainted() {
    return job.mask().convention().isPainted();
  }

  private CompositeReport report(
      PhotoPlan.Written written,
      Photo photo,
      Replacement replacement,
      MaskInput mask,
      Plan plan,
      Optional<Alignment> alignment) {
    Restored restored =
        new Restored(
            replacement.geometry(),
            bytesRead(Role.REPLACEMENT),
            written.changeablePixels(),
            plan.colors().conversion(),
            plan.colors().match().map(AnswerColors::figures),
            alignment,
            plan.tally().map(tally -> changes(tally, plan.scale())),
            written.changeablePixels() == 0 ? LabelReport.NONE : labels(photo, replacement));
    OutputFormat format = PhotoPlan.format(photo.output(job.output()));
    return written.report(
        images,
        mask,
        Optional.of(format.mediaType()),
        this::bytesRead,
        Optional.of(restored),
        startNanos);
  }

  private long bytesRead(Role role) {
    return images.bytesRead(role)
        + lookedAt.stream().mapToLong(before -> before.bytesRead(role)).sum();
  }

  private static UnpaintedChanges changes(UnpaintedTally tally, int scale) {
    double pixels = Math.max(1, tally.pixels());
    return new UnpaintedChanges(
        scale,
        tally.changedPixels() / pixels,
        tally.visiblyChangedPixels() / pixels,
        tally.meanDifference(),
        tally.largestDifference(),
        tally.pixels(),
        tally.changedPixels(),
        tally.visiblyChangedPixels());
  }

  /**
   * What of a photo is painted.
   *
   * @param photoWidth columns of the photo
   * @param photoHeight rows of the photo
   * @param box around all paint; empty if nothing is painted
   */
  public record PaintedPart(int photoWidth, int photoHeight, BoundingBox box) {}
}
