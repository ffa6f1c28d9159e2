package io.github.maskloom.ark;

import io.github.maskloom.ark.ArkOptions.Background;
import io.github.maskloom.ark.ArkOptions.Sequential;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request in the service's terms: which model, which images in which order, which fields.
 *
 * @param modelId as it is sent
 * @param model what is known of it
 * @param inputs photo first, then the references
 * @param prompt in words; may be empty
 * @param size of the images to make
 * @param count of the images to make
 * @param options what else is asked
 */
record Generation(
    String modelId,
    Optional<ArkModel> model,
    List<ProviderInput> inputs,
    String prompt,
    OutputSize size,
    int count,
    ArkOptions options) {
  /** Name of the field that holds the images. */
  static final String IMAGE = "image";

  private static final String MODEL = "model";
  private static final String PROMPT = "prompt";

  /** The most layers of any model, for one that is not known. */
  private static final int MAX_LAYERS = 99;

  private static final int DEFAULT_MAX_IMAGES = 15;

  static Generation of(HttpConfig config, ProviderRequest request) {
    ArkOptions options = request.options().get(ArkOptions.class).orElse(ArkOptions.NONE);
    String modelId = options.model().orElse(config.model());
    List<ProviderInput> inputs = new ArrayList<>();
    inputs.add(request.photo());
    inputs.addAll(request.references());
    return new Generation(
        modelId,
        config.<ArkModel>models().find(modelId),
        List.copyOf(inputs),
        request.prompt(),
        request.size(),
        request.count(),
        options);
  }

  /** Whether several images may come, as it is sent, or empty if it is not. */
  Optional<Sequential> sequential() {
    Optional<Sequential> implied = count > 1 ? Optional.of(Sequential.AUTO) : Optional.empty();
    return options.sequentialImageGeneration().or(() -> implied);
  }

  /** The most images that may come, as it is sent, or empty if it is not. */
  Optional<Integer> maxImages() {
    return options.maxImages().or(() -> count > 1 ? Optional.of(count) : Optional.empty());
  }

  /** How many images may come and so count against limits of rate. */
  int imagesAtMost() {
    if (layers()) {
      return baseAndLayers();
    }
    boolean group = sequential().filter(Sequential.AUTO::equals).isPresent();
    return group ? maxImages().orElse(DEFAULT_MAX_IMAGES) : 1;
  }

  /** How many images of an answer are taken: what is asked for, whatever fields ask for it. */
  int imagesTaken() {
    int known = Math.max(count, imagesAtMost());
    return options.extras().isEmpty() ? known : Math.max(known, baseAndLayers());
  }

  /**
   * An image taken apart is a base and a number of layers at most, for all of which room is kept.
   */
  private int baseAndLayers() {
    return 1 + model.flatMap(ArkModel::layers).map(ArkModel.Layers::most).orElse(MAX_LAYERS);
  }

  /** The model's id as it is sent, if an extra takes the place of the option, too. */
  String sentModel() {
    return String.valueOf(options.extras().getOrDefault(MODEL, modelId));
  }

  /** Whether the photo is to be taken apart into layers. */
  boolean layers() {
    return options.layerDecomposition().orElse(false);
  }

  /** Whether the background is to be transparent. */
  boolean transparent() {
    return options.background().filter(Background.TRANSPARENT::equals).isPresent();
  }

  /** Whether each image comes when it is ready. */
  boolean stream() {
    return options.stream().orElse(false);
  }

  /**
   * All fields in the order in which the vendor's client has them. {@link #IMAGE} is there without
   * its images, unless an extra takes its place.
   */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(MODEL, modelId);
    if (!prompt.isEmpty()) {
      fields.put(PROMPT, prompt);
    }
    fields.put(IMAGE, List.of());
    options.responseFormat().ifPresent(value -> fields.put("response_format", lowerCase(value)));
    options.seed().ifPresent(value -> fields.put("seed", value));
    options.guidanceScale().ifPresent(value -> fields.put("guidance_scale", value));
    if (!(size instanceof OutputSize.Unset)) {
      fields.put("size", size.toString());
    }
    options.watermark().ifPresent(value -> fields.put("watermark", value));
    options.optimizePrompt().ifPresent(value -> fields.put("optimize_prompt", value));
    options
        .optimizePromptMode()
        .ifPresent(
            value -> fields.put("optimize_prompt_options", Map.of("mode", lowerCase(value))));
    sequential().ifPresent(value -> fields.put("sequential_image_generation", lowerCase(value)));
    maxImages()
        .ifPresent(
            value ->
                fields.put("sequential_image_generation_options", Map.of("max_images", value)));
    options.stream().ifPresent(value -> fields.put("stream", value));
    if (options.webSearch()) {
      fields.put("tools", List.of(Map.of("type", "web_search")));
    }
    options.outputFormat().ifPresent(value -> fields.put("output_format", lowerCase(value)));
    options.background().ifPresent(value -> fields.put("background", lowerCase(value)));
    options.layerDecomposition().ifPresent(value -> fields.put("layer_decomposition", value));
    fields.putAll(options.extras());
    return fields;
  }

  /** What keeps the key and the words of this request out of what is shown. */
  SafeText safeText(String key) {
    List<String> secrets = new ArrayList<>(List.of(key, prompt));
    List<String> words = new ArrayList<>();
    for (ProviderInput input : inputs) {
      if (input instanceof ProviderInput.Link link) {
        secrets.add(String.valueOf(link.url().getRawQuery()));
      }
    }
    options
        .extras()
        .forEach(
            (name, value) -> (name.endsWith(PROMPT) ? secrets : words).addAll(words(name, value)));
    return new SafeText(secrets, words, List.of(sentModel()));
  }

  /** Texts of an extra that are words: no model, no image, and of a link what signs it. */
  private static List<String> words(String name, Object value) {
    List<String> words = new ArrayList<>();
    for (String text : name.equals(MODEL) ? List.<String>of() : JsonValues.texts(value)) {
      if (text.startsWith("http://") || text.startsWith("https://")) {
        words.add(text.substring(text.indexOf('?') + 1));
      } else if (!text.startsWith("data:")) {
        words.add(text);
      }
    }
    return words;
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A generation with the key that it is sent with. */
  static final class ArkRequest implements ImageRequest {
    private final Generation generation;
    private final String key;
    private final Optional<Retirement> retirement;

    ArkRequest(Generation generation, String key, Optional<Retirement> retirement) {
      this.generation = generation;
      this.key = key;
      this.retirement = retirement;
    }

    @Override
    public Optional<String> model() {
      return Optional.of(generation.modelId());
    }

    @Override
    public Optional<Retirement> retirement() {
      return retirement;
    }

    @Override
    public int imagesAtMost() {
      return generation.imagesAtMost();
    }

    @Override
    public int imagesTaken() {
      return generation.imagesTaken();
    }

    @Override
    public List<BodyPart> body() throws IOException {
      return BodyParts.of(generation);
    }

    @Override
    public Map<String, String> headers(String requestId) {
      Map<String, String> headers = identity(key, requestId);
      headers.put("Accept", generation.stream() ? "text/event-stream" : "application/json");
      return headers;
    }

    /** Headers that say who asks. */
    static Map<String, String> identity(String key, String requestId) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Authorization", "Bearer " + key);
      headers.put("X-Client-Request-Id", requestId);
      return headers;
    }

    @Override
    public SafeText safeText() {
      return generation.safeText(key);
    }

    /** A request's body as JSON, with its images in their place. */
    static final class BodyParts {
      private BodyParts() {}

      /**
       * The body of a request, as JSON.
       *
       * @throws IOException if an image cannot be opened
       * @throws io.github.maskloom.errors.ImageFormatException if it is no image
       */
      static List<BodyPart> of(Generation generation) throws IOException {
        JsonBody body = new JsonBody(ArkProvider.ID);
        boolean sendsImages = !generation.options().extras().containsKey(Generation.IMAGE);
        String separator = "{";
        for (Map.Entry<String, Object> field : generation.fields().entrySet()) {
          body.ascii(separator).value(field.getKey()).ascii(":");
          if (sendsImages && field.getKey().equals(Generation.IMAGE)) {
            images(body, generation.inputs());
          } else {
            body.value(field.getValue());
          }
          separator = ",";
        }
        return body.ascii("}").parts();
      }

      /** Whether an image is too large was checked before, against the model's own limit. */
      private static void images(JsonBody body, List<ProviderInput> inputs) throws IOException {
        String separator = "[";
        for (ProviderInput input : inputs) {
          body.ascii(separator).image(input);
          separator = ",";
        }
        body.ascii("]");
      }
    }
  }
}
