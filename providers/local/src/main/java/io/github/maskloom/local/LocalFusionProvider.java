package io.github.maskloom.local;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.local.FurnitureRows.Variation;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.Map;

/**
 * Makes previews on this machine, with no key, no network and no model: cuts the furniture out of
 * its image and stands it in the painted area, in the light of the room, with a shadow under it.
 * The same request always makes the same images. Its responses say that it is a preview. The
 * module's README has all rules and their bounds. Lengths and postures come as {@link
 * LocalReference} in a reference's options.
 *
 * <p><b>Cutting out:</b> by the reference's alpha if it has any; else the ground that its border
 * shows is taken away, plain, a gradient, or a wall and a floor, also where the furniture encloses
 * it. Its shadow stays a shadow. A reference without such a ground is placed whole, and the
 * response names it.
 *
 * <p><b>Placing:</b> the furniture, without its margins, is fitted into what is painted. It is as
 * large as it can be without leaving the paint or touching its edge, which restoring feathers. Its
 * base is as low as that and its shadow allow, near the middle. Where the paint lies in several
 * spots, one reference stands in the largest; several have a spot each, the first the largest, if
 * there are as many, and else stand side by side in the largest. They are in proportion if all
 * their lengths are known, else equally high. Spots with less than a twentieth of the largest's
 * paint do not count. What lies flat is laid on the floor in perspective.
 *
 * <p><b>Light:</b> brightness, contrast and color temperature follow the place. The bounds are 0.16
 * to 1.05 of the light, 0.95 to 1.08 of the contrast, and 0.45 to 1.25 for each color. In backlight
 * the light may fall to 0.10. Sharpness and grain follow the photo's. The floor at the base loses a
 * third of its light at least.
 *
 * <p><b>Images:</b> the first is that; the second is mirrored; the third fills the box around the
 * paint and may overhang it, at most twice as large; the fourth is the third mirrored. Beyond the
 * paint the first and the second are the scene, sample for sample in a PNG. A JPEG scene gives JPEG
 * of quality 92, every other a PNG. They have the scene's size unless a size is given: {@code 1K},
 * {@code 2K} and {@code 4K} are 1024, 2048 and 4096 pixels on the longer side; within a size in
 * pixels the image is as large as the scene's ratio lets it be. The prompt plays no part, and a
 * note says so.
 *
 * <p><b>Memory:</b> a few rows of each image, a thumbnail of the scene, and 4 MB for each
 * reference, whatever the size. What the composite takes is drawn from the call's budget, the rest
 * is not.
 */
public final class LocalFusionProvider implements FusionProvider {
  /** The provider's id, by which callers choose it. */
  public static final String ID = "local";

  static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMask(MaskConvention.WHITE_EDITS)
          .withReferences(1, 4)
          .withMaxImages(Variation.IN_ORDER.size())
          .withStreaming(true)
          .withSizes(
              Sizes.of("1K", "2K", "4K")
                  .withPixels(1, 1_000_000_000, Double.POSITIVE_INFINITY)
                  .withPhotoSize())
          .withInputLimits(
              UploadLimits.NONE.withMediaTypes(
                  ImageFormats.installed().mediaTypes().toArray(String[]::new)));

  /** Makes the provider. Nothing is opened before it is asked to work. */
  public LocalFusionProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  /**
   * Opens a session, which works on the threads of its callers and holds nothing between calls.
   *
   * @param config only {@link ProviderConfig.Defaults}, for there is nothing to set
   * @return a new session; closing it cancels the calls that still run
   * @throws IllegalArgumentException if the configuration is of another type
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    checkArgument(
        config instanceof ProviderConfig.Defaults, "the provider local has nothing to configure");
    return new LocalSession();
  }

  /** Works on the calling thread and holds nothing between calls. */
  private static final class LocalSession implements ProviderSession {
    private volatile boolean closed;

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return LocalFusionProvider.CAPABILITIES;
    }

    @Override
    public boolean isModel() {
      return false;
    }

    @Override
    public boolean isFree() {
      return true;
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      checkState(!closed, "the session is closed");
      CancelSignal cancel = call.cancellation().or(CancelSignal.ON_INTERRUPT).or(() -> closed);
      call.waiting();
      LocalFusion fusion = LocalFusion.of(request, new ImageReading(call.imageLimits(), cancel));
      for (int index = 0; index < request.count(); index++) {
        fusion.write(Variation.IN_ORDER.get(index), index, call);
      }
      return ProviderResponse.NONE
          .withUsage(Map.of("generated_images", (long) request.count()))
          .withNotes(fusion.notes());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
