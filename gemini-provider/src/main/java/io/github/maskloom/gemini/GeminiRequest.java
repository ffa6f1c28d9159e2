package io.github.maskloom.gemini;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.RequestRules;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One request in the service's terms: words first, then photo and references. */
final class GeminiRequest implements ImageRequest {
  private static final RequestRules RULES = new RequestRules(GeminiProvider.ID);

  /** More images than an answer was seen to hold. */
  private static final int MAX_IMAGES = 8;

  /** A request has at most 100 MB in base64, which images of 75 MB are. */
  private static final long MAX_BYTES = 74_900_000;

  /** Names in what was used that are no one's words. */
  private static final List<String> USAGE_NAMES =
      List.of(
          "promptTokenCount",
          "candidatesTokenCount",
          "thoughtsTokenCount",
          "cachedContentTokenCount",
          "totalTokenCount");

  private final HttpConfig config;
  private final GeminiOptions options;
  private final ProviderRequest request;
  private final String modelId;
  private final String key;

  private GeminiRequest(HttpConfig config, ProviderRequest request, String key) {
    this.config = config;
    this.request = request;
    this.key = key;
    options = request.options().get(GeminiOptions.class).orElse(GeminiOptions.NONE);
    modelId = options.model().orElse(config.model());
  }

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  static GeminiRequest of(HttpConfig config, ProviderRequest request, Supplier<String> key) {
    RULES.refuse(
        request.mask().isPresent(),
        "the mask is an image of its own, but must be painted into the photo");
    GeminiProvider.capabilities(config, request.options()).check(GeminiProvider.ID, request);
    GeminiRequest checked = new GeminiRequest(config, request, key.get());
    config.<GeminiModel>checkedBy(checked.modelId).ifPresent(checked::check);
    return checked;
  }

  private void check(GeminiModel model) {
    String ratio = options.aspectRatio().orElse("");
    RULES.refuse(
        !ratio.isEmpty() && !model.aspectRatios().contains(ratio),
        "aspectRatio: " + ratio + ", but only " + model.aspectRatios());
    for (Image image : images()) {
      RULES.refuse("an image", image, model.inputLimits());
    }
    long all = images().stream().mapToLong(Image::bytes).sum();
    RULES.refuse(all > MAX_BYTES, "the images have " + all + " bytes, at most " + MAX_BYTES);
  }

  /** Photo first, then the references, none of which is a link. */
  private List<Image> images() {
    return Stream.concat(Stream.of(request.photo()), request.references().stream())
        .map(Image.class::cast)
        .toList();
  }

  @Override
  public Optional<String> model() {
    return Optional.of(modelId);
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(modelId);
  }

  @Override
  public Optional<String> path() {
    return Optional.of("models/" + modelId + ":generateContent");
  }

  @Override
  public int imagesAtMost() {
    return 1;
  }

  /** An answer may hold more than was asked for, all of which are billed. */
  @Override
  public int imagesTaken() {
    return MAX_IMAGES;
  }

  @Override
  public Map<String, String> headers(String requestId) {
    return identity(key, requestId);
  }

  /** Headers that say who asks. */
  static Map<String, String> identity(String key, String requestId) {
    return Map.of(
        "x-goog-api-key", key, "X-Client-Request-Id", requestId, "Accept", "application/json");
  }

  @Override
  public SafeText safeText() {
    List<String> names = new ArrayList<>(USAGE_NAMES);
    names.add(modelId);
    return new SafeText(List.of(key, request.prompt()), JsonValues.texts(options.extras()), names);
  }

  @Override
  public List<BodyPart> body() throws IOException {
    JsonBody body =
        new JsonBody(GeminiProvider.ID)
            .ascii("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":");
    body.value(request.prompt()).ascii("}");
    for (Image image : images()) {
      body.ascii(",{\"inline_data\":{\"mime_type\":").value(image.mediaType());
      body.ascii(",\"data\":").base64(image).ascii("}}");
    }
    body.ascii("]}],\"generationConfig\":").value(generationConfig()).ascii("}");
    return body.parts();
  }

  /** Images alone: a model that may also write tends to write instead. */
  private Map<String, Object> generationConfig() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("responseModalities", List.of("IMAGE"));
    Map<String, Object> image = new LinkedHashMap<>();
    options.aspectRatio().ifPresent(ratio -> image.put("aspectRatio", ratio));
    if (!(request.size() instanceof OutputSize.Unset)) {
      image.put("imageSize", request.size().toString());
    }
    if (!image.isEmpty()) {
      fields.put("imageConfig", image);
    }
    fields.putAll(options.extras());
    return fields;
  }
}
