package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramProvider.ASYNC;
import static io.github.maskloom.ideogram.IdeogramRequest.COUNT;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask and prompt: {@code
 * IdeogramOptions.NONE.withQuality("high").withSeed(7)}. What is not set is not sent, so the
 * service's default holds. Immutable, equal by value.
 *
 * <p>"Checked with the request" means that a request to a known model is refused, unsent, if the
 * value is not taken. {@link #withField} takes all names but {@code prompt}, {@code image}, {@code
 * mask}, {@code reference_images}, {@code num_images}, {@code async} and {@code webhook_url}.
 */
public final class IdeogramOptions extends ModelOptions<IdeogramOptions> {
  private static final Set<String> TAKEN =
      Set.of("prompt", "image", "mask", "reference_images", COUNT, ASYNC, "webhook_url");

  /** Options with nothing set. */
  public static final IdeogramOptions NONE = new IdeogramOptions(Optional.empty(), Map.of());

  static final String QUALITY = "quality";
  static final String SEED = "seed";
  static final String CONTEXT_WINDOW = "context_window";

  /** The service finds the window around what the mask paints. */
  static final String AUTO = "auto";

  private IdeogramOptions(Optional<String> model, Map<String, Object> fields) {
    super(model.map(HttpConfig::plainModelId), fields, TAKEN, IdeogramOptions::new);
  }

  /**
   * Sets how much work goes into an image, and so what it costs.
   *
   * @param value {@code very_low}, {@code low}, {@code medium} or {@code high}, checked with the
   *     request
   * @return a copy
   */
  public IdeogramOptions withQuality(String value) {
    return withField(QUALITY, value);
  }

  /**
   * Sets the seed. The same request with the same seed makes the same image again.
   *
   * @param value 0 to 2147483647, checked with the request
   * @return a copy
   */
  public IdeogramOptions withSeed(long value) {
    return withField(SEED, value);
  }

  /**
   * Has the service edit one region of the photo alone. So a photo of up to 8192 pixels a side is
   * sent and comes back in its own size. Without a window the model edits the whole photo, which is
   * scaled to what it can draw.
   *
   * @param value {@code auto} for a region around the paint, which needs a mask; or {@code
   *     y_min,x_min,y_max,x_max} of the photo as it is sent. Its form is checked with the request
   * @return a copy
   */
  public IdeogramOptions withContextWindow(String value) {
    return withField(CONTEXT_WINDOW, value);
  }

  /**
   * Has the service look for works of others in its images. One that it finds is withheld, and
   * billed.
   *
   * @param value false unless set
   * @return a copy
   */
  public IdeogramOptions withCopyrightDetection(boolean value) {
    return withField("enable_copyright_detection", value);
  }
}
