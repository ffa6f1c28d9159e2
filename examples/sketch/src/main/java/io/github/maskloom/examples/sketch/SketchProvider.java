package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Redraws what is painted, or the whole photo, in pencil. Copy it to connect a program of your own:
 * this is all that a provider has to be. {@link RemoteSketchProvider} is one in front of a service
 * over HTTP.
 *
 * <p>It shows how a provider is found (the file {@code META-INF/services}, and {@code provides} in
 * the module), says what it can do, refuses a configuration that is not its own, hands images over,
 * stops when it is told to, and reports a failure with what is known of it. It holds an image,
 * which is all right because its limits keep each below a megapixel and a half.
 */
public final class SketchProvider implements FusionProvider, ProviderSession {
  private static final String ID = "sketch";
  private static final int MAX_SIDE = 1200;
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMask(MaskConvention.WHITE_EDITS)
          .withReferences(0, 0)
          .withMaxImages(3)
          .withStreaming(true)
          .withInputLimits(
              UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg").withMaxSide(MAX_SIDE));

  /** The provider; nothing is opened before it is asked to work. */
  public SketchProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    if (!(config instanceof ProviderConfig.Defaults)) {
      throw new IllegalArgumentException("the provider sketch has nothing to configure");
    }
    return this;
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return CAPABILITIES;
  }

  /** It draws in this process, so nobody bills it. */
  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    BufferedImage photo = decoded(request.photo());
    BufferedImage mask = request.mask().isPresent() ? decoded(request.mask().get()) : whole(photo);
    call.waiting();
    for (int i = 0; i < request.count(); i++) {
      // Each image has a softer pencil than the one before.
      handOver(sketch(photo, mask, 4 << i, call), call, i);
    }
    return ProviderResponse.NONE
        .withModel("pencil")
        .withUsage(Map.of("images", (long) request.count()));
  }

  private static BufferedImage whole(BufferedImage photo) {
    BufferedImage white =
        new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    white.createGraphics().fillRect(0, 0, photo.getWidth(), photo.getHeight());
    return white;
  }

  private static BufferedImage decoded(ProviderInput.Image picture) throws IOException {
    try (InputStream stream = picture.source().open()) {
      return Optional.ofNullable(ImageIO.read(stream))
          .orElseThrow(() -> broken("the prepared image cannot be read"));
    }
  }

  private static FusionServiceException broken(String message) {
    return new FusionServiceException(
        message, FusionException.Failure.notSent(ID).withRetry(RetryAdvice.NEVER));
  }

  private static void handOver(BufferedImage picture, ProviderCall call, int index)
      throws IOException {
    try (ImageTarget.Draft draft = call.image(index).openDraft()) {
      ImageIO.write(picture, "png", draft.stream());
      draft.commit();
    }
  }

  /** Lightness over the mean lightness around: flat areas become paper, edges become lines. */
  private static BufferedImage sketch(
      BufferedImage photo, BufferedImage mask, int radius, ProviderCall call) {
    int width = photo.getWidth();
    int height = photo.getHeight();
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    long[][] sums = sums(photo);
    for (int y = 0; y < height; y++) {
      call.cancellation().throwIfCancelled();
      for (int x = 0; x < width; x++) {
        boolean painted = (mask.getRGB(x, y) & 0xFF) > 127;
        paper.setRGB(x, y, painted ? pencil(photo, sums, x, y, radius) : photo.getRGB(x, y));
      }
    }
    return paper;
  }

  private static int pencil(BufferedImage photo, long[][] sums, int x, int y, int radius) {
    int left = Math.max(0, x - radius);
    int top = Math.max(0, y - radius);
    int right = Math.min(photo.getWidth(), x + radius + 1);
    int bottom = Math.min(photo.getHeight(), y + radius + 1);
    long sum = sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
    long mean = sum / ((long) (right - left) * (bottom - top));
    int gray = (int) Math.min(255, lightness(photo.getRGB(x, y)) * 255L / Math.max(1, mean));
    return gray * 0x010101;
  }

  /** At (y, x) the lightness of all pixels above and left of it. */
  private static long[][] sums(BufferedImage photo) {
    long[][] sums = new long[photo.getHeight() + 1][photo.getWidth() + 1];
    for (int y = 0; y < photo.getHeight(); y++) {
      long row = 0;
      for (int x = 0; x < photo.getWidth(); x++) {
        row += lightness(photo.getRGB(x, y));
        sums[y + 1][x + 1] = sums[y][x + 1] + row;
      }
    }
    return sums;
  }

  private static int lightness(int rgb) {
    return (77 * (rgb >> 16 & 0xFF) + 150 * (rgb >> 8 & 0xFF) + 29 * (rgb & 0xFF)) >> 8;
  }

  /** There is nothing to end: each call ends by itself when it is cancelled. */
  @Override
  public void close() {}
}
