package io.github.maskloom.examples.springai;

import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.ImageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;
import org.springframework.util.Assert;

/**
 * What a {@link FusionImageModel} takes: the portable options that mean something to it, and the
 * mask, for which Spring AI has no option. A portable {@link ImageOptions} is taken too, without a
 * mask. What would be ignored is refused: the model is the client's, the format the photo's, and a
 * style belongs into the prompt.
 *
 * @param n how many images; one unless given
 * @param width in pixels; given with the height, or not at all
 * @param height in pixels
 * @param mask where the photo is changed; the rest of the photo stays. It means what the model was
 *     told that masks mean
 */
public record FusionImageOptions(
    @Nullable Integer n,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable ImageSource mask)
    implements ImageOptions {
  /** No option at all. */
  public static final FusionImageOptions NONE = new FusionImageOptions(null, null, null, null);

  /** Options. */
  public FusionImageOptions {
    Assert.isTrue((width == null) == (height == null), "width and height are given together");
  }

  /** A mask, and nothing else. */
  public static FusionImageOptions of(ImageSource mask) {
    return NONE.withMask(mask);
  }

  /** The same with so many images. */
  public FusionImageOptions withN(int images) {
    return new FusionImageOptions(images, width, height, mask);
  }

  /** The same with another size. */
  public FusionImageOptions withSize(int newWidth, int newHeight) {
    return new FusionImageOptions(n, newWidth, newHeight, mask);
  }

  /** The same with another mask. */
  public FusionImageOptions withMask(ImageSource newMask) {
    return new FusionImageOptions(n, width, height, newMask);
  }

  /** These, and for what they do not say the defaults. */
  FusionImageOptions over(FusionImageOptions defaults) {
    boolean sized = width != null;
    return new FusionImageOptions(
        n == null ? defaults.n : n,
        sized ? width : defaults.width,
        sized ? height : defaults.height,
        mask == null ? defaults.mask : mask);
  }

  /**
   * What a prompt asks for.
   *
   * @throws IllegalArgumentException if some of it would be ignored
   */
  static FusionImageOptions of(@Nullable ImageOptions options) {
    if (options == null) {
      return NONE;
    }
    if (options instanceof FusionImageOptions own) {
      return own;
    }
    refuse("model", options.getModel());
    refuse("responseFormat", options.getResponseFormat());
    refuse("style", options.getStyle());
    return new FusionImageOptions(options.getN(), options.getWidth(), options.getHeight(), null);
  }

  private static void refuse(String name, @Nullable String value) {
    Assert.isNull(value, "the option " + name + " would be ignored");
  }

  void applyTo(FusionRequest.Builder request) {
    if (n != null) {
      request.count(n);
    }
    if (width != null && height != null) {
      request.size(OutputSize.of(width, height));
    }
  }

  @Override
  public @Nullable Integer getN() {
    return n;
  }

  @Override
  public @Nullable Integer getWidth() {
    return width;
  }

  @Override
  public @Nullable Integer getHeight() {
    return height;
  }

  @Override
  public @Nullable String getModel() {
    return null;
  }

  @Override
  public @Nullable String getResponseFormat() {
    return null;
  }

  @Override
  public @Nullable String getStyle() {
    return null;
  }
}
