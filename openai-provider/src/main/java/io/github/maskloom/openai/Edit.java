package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.openai.OpenAiModel.SizeGrid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request in the service's terms.
 *
 * @param dialect that it is sent in
 * @param modelId as it is sent
 * @param model what is known of it
 * @param request what is to be made
 * @param options what else is asked
 */
record Edit(
    OpenAiDialect dialect,
    String modelId,
    Optional<OpenAiModel> model,
    ProviderRequest request,
    OpenAiOptions options) {
  /** What begins further settings within a prompt to an {@code sd-server}. */
  static final String EXTRA_ARGS = "sd_cpp_extra_args";

  private static final List<String> USAGE_NAMES =
      List.of(
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "input_tokens_details",
          "output_tokens_details",
          "text_tokens",
          "image_tokens");

  static Edit of(HttpConfig config, ProviderRequest request) {
    OpenAiOptions options = request.options().get(OpenAiOptions.class).orElse(OpenAiOptions.NONE);
    String id = options.model().orElse(config.model());
    return new Edit(
        OpenAiDialect.of(config), id, config.<OpenAiModel>models().find(id), request, options);
  }

  /** Photo first, then the references. */
  List<ProviderInput> inputs() {
    List<ProviderInput> inputs = new ArrayList<>();
    inputs.add(request.photo());
    inputs.addAll(request.references());
    return inputs;
  }

  /** Whether an image is linked, so that the request travels as JSON. */
  boolean linked() {
    return request.references().stream().anyMatch(ProviderInput.Link.class::isInstance);
  }

  /** The field that what is painted travels in. */
  String maskField() {
    return options.markup() ? "markup" : "mask";
  }

  /** The size as it is sent, or empty if it is not. */
  Optional<String> size() {
    if (!(request.size() instanceof OutputSize.Unset)) {
      return Optional.of(request.size().toString());
    }
    PhotoShape photo = new PhotoShape(request.photo().width(), request.photo().height());
    return model.flatMap(photo::size);
  }

  private boolean ofSdServer() {
    return dialect == OpenAiDialect.SD_SERVER;
  }

  /** All fields but the images, in order. Those of an {@code sd-server} are fewer. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!ofSdServer()) {
      fields.put("model", modelId);
    }
    fields.put("prompt", prompt());
    if (request.count() > 1) {
      fields.put("n", request.count());
    }
    size().ifPresent(value -> fields.put("size", value));
    options.outputFormat().ifPresent(value -> fields.put("output_format", lowerCase(value)));
    options.outputCompression().ifPresent(value -> fields.put("output_compression", value));
    if (!ofSdServer()) {
      putOwn(fields);
      fields.putAll(options.extras());
    }
    return fields;
  }

  private void putOwn(Map<String, Object> fields) {
    options.quality().ifPresent(value -> fields.put("quality", lowerCase(value)));
    options.complexity().ifPresent(value -> fields.put("complexity", lowerCase(value)));
    options.background().ifPresent(value -> fields.put("background", lowerCase(value)));
    options.inputFidelity().ifPresent(value -> fields.put("input_fidelity", lowerCase(value)));
    options.moderation().ifPresent(value -> fields.put("moderation", lowerCase(value)));
    if (options.stream()) {
      fields.put("stream", true);
    }
    if (options.previews() > 0) {
      fields.put("partial_images", options.previews());
    }
    options.safetyIdentifier().ifPresent(value -> fields.put("safety_identifier", value));
    options.frameCount().ifPresent(value -> fields.put("frame_count", value));
    options.frameMillis().ifPresent(value -> fields.put("frame_duration_ms", value));
  }

  private String prompt() {
    if (!ofSdServer() || options.extras().isEmpty()) {
      return request.prompt();
    }
    byte[] json = JsonValues.encode(OpenAiProvider.ID, options.extras());
    return request.prompt()
        + " <"
        + EXTRA_ARGS
        + ">"
        + new String(json, StandardCharsets.UTF_8)
        + "</"
        + EXTRA_ARGS
        + ">";
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** What keeps the key and the words of this request out of what is shown. */
  SafeText safeText(String key) {
    List<String> secrets = new ArrayList<>(List.of(key, request.prompt()));
    options.safetyIdentifier().ifPresent(secrets::add);
    for (ProviderInput input : request.references()) {
      if (input instanceof ProviderInput.Link link) {
        secrets.add(String.valueOf(link.url().getRawQuery()));
      }
    }
    List<String> words = new ArrayList<>();
    options
        .extras()
        .forEach(
            (name, value) ->
                (name.endsWith("prompt") ? secrets : words).addAll(JsonValues.texts(value)));
    List<String> names = new ArrayList<>(USAGE_NAMES);
    names.add(modelId);
    return new SafeText(secrets, words, names);
  }

  /**
   * The size to ask for where the caller asks for none: as near to the photo's shape as the model
   * makes it, for {@code auto} would choose a shape by itself.
   */
  static final class PhotoShape {
    private static final int STEPS = 6;

    /** A width and a height, each of which fits an integer. */
    private static final Pattern PIXELS = Pattern.compile("([1-9][0-9]{0,8})x([1-9][0-9]{0,8})");

    private final int width;
    private final int height;

    PhotoShape(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** The size, as it is sent, or empty if the model has none. */
    Optional<String> size(OpenAiModel model) {
      return model.grid().isPresent() ? on(model.grid().get()) : named(model);
    }

    /** Of sizes near the photo's own, scaled into what is made, the one of the truest shape. */
    private Optional<String> on(SizeGrid grid) {
      double pixels = (double) width * height;
      double scale = 1;
      if (pixels < grid.minPixels()) {
        scale = Math.sqrt(grid.minPixels() / pixels) * 1.01;
      } else if (pixels > grid.maxPixels()) {
        scale = Math.sqrt(grid.maxPixels() / pixels) * 0.99;
      }
      scale = Math.min(scale, (double) grid.maxSide() / Math.max(width, height));
      int middle = (int) Math.round(width * scale / grid.multiple());
      Optional<String> best = Optional.empty();
      double least = Double.POSITIVE_INFINITY;
      for (int step = Math.max(1, middle - STEPS); step <= middle + STEPS; step++) {
        int w = step * grid.multiple();
        int h = (int) Math.round((double) w * height / width / grid.multiple()) * grid.multiple();
        // A step away from the photo's size is worth a thousandth of its shape.
        double off = h == 0 ? 0 : distortion(w, h) + Math.abs(step - middle) / 1000.0;
        if (h > 0 && grid.has(w, h) && off < least) {
          least = off;
          best = Optional.of(w + "x" + h);
        }
      }
      return best;
    }

    private Optional<String> named(OpenAiModel model) {
      Optional<String> best = Optional.empty();
      double least = Double.POSITIVE_INFINITY;
      for (String name : model.namedSizes()) {
        Matcher pixels = PIXELS.matcher(name);
        if (pixels.matches()) {
          double off =
              distortion(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2)));
          if (off < least) {
            least = off;
            best = Optional.of(name);
          }
        }
      }
      return best;
    }

    /** How far a size's shape is from the photo's, or 0 if it is the same. */
    private double distortion(int w, int h) {
      return Math.abs(Math.log((double) w * height / ((double) h * width)));
    }
  }
}
