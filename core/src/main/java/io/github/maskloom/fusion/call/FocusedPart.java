package io.github.maskloom.fusion.call;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.internal.composite.PaintedPart;
import io.github.maskloom.prepare.UploadLimits;

/**
 * Works out what part of a photo is sent, and how large.
 *
 * <p>The box around the paint is grown by the context. It is then widened to the ratio of the
 * answer, to the largest ratio, to the fewest pixels and to the grid, in this order. It never goes
 * beyond the photo. Then it is scaled down to the limits, or up if the photo has no more pixels to
 * widen it by.
 */
final class FocusedPart {
  private static final int PERCENT = 100;

  /** If a part would have more than this percentage of the photo's pixels, all are sent. */
  private static final int MAX_PERCENT = 75;

  /** The least width and height of a part in pixels, unless the photo itself is smaller. */
  private static final int MIN_SIDE = 512;

  private final PaintedPart painted;
  private final SceneSizes sizes;
  private long width;
  private long height;

  private FocusedPart(PaintedPart painted, SceneSizes sizes) {
    this.painted = painted;
    this.sizes = sizes;
  }

  /** What is sent of a photo on which something is painted. */
  static PhotoPart of(PaintedPart painted, double context, SceneSizes sizes) {
    return new FocusedPart(painted, sizes).part(context);
  }

  private PhotoPart part(double context) {
    widen(painted.box().width() * context, painted.box().height() * context);
    widen(MIN_SIDE, MIN_SIDE);
    if (sizes.ratio() > 0) {
      widen(height * sizes.ratio(), width / sizes.ratio());
    }
    widen(height / sizes.maxRatio(), width / sizes.maxRatio());
    widenToPixels();
    widen(up((double) width), up((double) height));
    long photoPixels = (long) painted.photoWidth() * painted.photoHeight();
    if (width * height * PERCENT > photoPixels * MAX_PERCENT) {
      width = painted.photoWidth();
      height = painted.photoHeight();
    }
    BoundingBox box = placed();
    scale(scale());
    return new PhotoPart(
        box,
        painted.photoWidth(),
        painted.photoHeight(),
        Math.toIntExact(width),
        Math.toIntExact(height));
  }

  /** Makes the part at least so wide and high, as far as the photo is. */
  private void widen(double toWidth, double toHeight) {
    width = Math.min(Math.max(width, (long) Math.ceil(toWidth)), painted.photoWidth());
    height = Math.min(Math.max(height, (long) Math.ceil(toHeight)), painted.photoHeight());
  }

  /** Widens a part of too few pixels, or of too short a side, as far as the ratio lets it. */
  private void widenToPixels() {
    widen(sizes.minSide(), sizes.minSide());
    double missing = Math.sqrt((double) sizes.minPixels() / (width * height));
    if (missing > 1) {
      widen(width * missing, height * missing);
      double across = (double) sizes.minPixels() / height;
      double down = (double) sizes.minPixels() / width;
      widen(
          Math.min(across, Math.floor(height * sizes.maxRatio())),
          Math.min(down, Math.floor(width * sizes.maxRatio())));
    }
  }

  private double scale() {
    double most =
        Math.min(
            (double) sizes.maxSide() / Math.max(width, height),
            Math.sqrt((double) sizes.maxPixels() / (width * height)));
    double least =
        Math.max(
            (double) sizes.minSide() / Math.min(width, height),
            Math.sqrt((double) sizes.minPixels() / (width * height)));
    return Math.min(most, Math.max(1, least));
  }

  /** Scales the sides to the grid: to the nearest of its sizes, or to one within the limits. */
  private void scale(double scale) {
    boolean within = Math.max(width, height) <= Math.min(width, height) * sizes.maxRatio();
    double exactWidth = width * scale;
    double exactHeight = height * scale;
    width = down((long) (exactWidth + sizes.multiple() / 2.0));
    height = down((long) (exactHeight + sizes.multiple() / 2.0));
    if (Math.max(width, height) > sizes.maxSide() || width * height > sizes.maxPixels()) {
      width = down((long) exactWidth);
      height = down((long) exactHeight);
    }
    if (Math.min(width, height) < sizes.minSide() || width * height < sizes.minPixels()) {
      width = (long) up(exactWidth);
      height = (long) up(exactHeight);
    }
    if (within) {
      keepRatio();
    }
  }

  /** Takes back what rounding added to the largest ratio; widens where that is too small. */
  private void keepRatio() {
    long most = down((long) (Math.min(width, height) * sizes.maxRatio()));
    if (Math.max(width, height) > most
        && (most < sizes.minSide() || most * Math.min(width, height) < sizes.minPixels())) {
      long least = (long) up(Math.max(width, height) / sizes.maxRatio());
      width = Math.max(width, least);
      height = Math.max(height, least);
    } else {
      width = Math.min(width, most);
      height = Math.min(height, most);
    }
  }

  private double up(double side) {
    return Math.ceil(Math.ceil(side) / sizes.multiple()) * sizes.multiple();
  }

  private long down(long side) {
    return Math.max(1, side / sizes.multiple()) * sizes.multiple();
  }

  /** The part with the paint in its middle, as far as the photo's borders let it be. */
  private BoundingBox placed() {
    BoundingBox box = painted.box();
    return new BoundingBox(
        placed(box.x(), box.width(), width, painted.photoWidth()),
        placed(box.y(), box.height(), height, painted.photoHeight()),
        (int) width,
        (int) height);
  }

  private static int placed(int from, int painted, long side, int photo) {
    long middle = Math.floorDiv(2L * from + painted - side, 2);
    return (int) Math.max(0, Math.min(middle, photo - side));
  }

  /**
   * The sizes that a scene may be sent in, if the answer is to be of the same size where that can
   * be asked for.
   *
   * @param multiple of which both sides are
   * @param minSide the shorter side
   * @param maxSide the longer side
   * @param minPixels width times height
   * @param maxPixels width times height
   * @param maxRatio the longer side over the shorter
   * @param ratio width over height that the answer will have; 0 if that of the scene
   */
  record SceneSizes(
      int multiple,
      int minSide,
      int maxSide,
      long minPixels,
      long maxPixels,
      double maxRatio,
      double ratio) {
    /**
     * What a provider and a client take.
     *
     * @param asked size of the answer that the caller asks for
     */
    static SceneSizes of(ProviderCapabilities able, int maxUploadSide, OutputSize asked) {
      UploadLimits limits = able.inputLimits();
      Sizes answer = asksForSceneSize(able, asked) ? able.sizes() : Sizes.ANY;
      int maxSide = Math.min(limits.maxSide(), maxUploadSide);
      return new SceneSizes(
          able.sizes().multiple(),
          Math.min(limits.minSide(), maxSide),
          maxSide,
          answer.minPixels(),
          Math.min(limits.maxPixels(), answer.maxPixels()),
          Math.min(limits.maxAspectRatio(), answer.maxAspectRatio()),
          asked.isInPixels() ? (double) asked.width() / asked.height() : 0);
    }

    /**
     * Whether the provider is to be asked for an answer of the scene's size: the caller asks for
     * none, the provider would choose another, and it says what it makes.
     */
    private static boolean asksForSceneSize(ProviderCapabilities able, OutputSize asked) {
      return asked.equals(OutputSize.UNSET)
          && able.sizes().inPixels()
          && !able.sizes().asPhoto()
          && able.sizes().maxPixels() < Long.MAX_VALUE;
    }

    /** The size to ask a provider for, where the caller asks for one or for none. */
    static OutputSize answer(ProviderCapabilities able, OutputSize asked, int width, int height) {
      return asksForSceneSize(able, asked) ? OutputSize.of(width, height) : asked;
    }
  }
}
