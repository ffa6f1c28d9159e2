package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkOptions.BACKGROUND;
import static io.github.maskloom.ark.ArkOptions.GROUP;
import static io.github.maskloom.ark.ArkOptions.GROUP_OPTIONS;
import static io.github.maskloom.ark.ArkOptions.LAYERS;
import static io.github.maskloom.ark.ArkOptions.MAX_IMAGES;
import static io.github.maskloom.ark.ArkOptions.STREAM;
import static java.util.stream.Stream.concat;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One request in the service's terms: which model, which images in which order, which fields. */
final class ArkRequest extends ModelAccess<ArkOptions> implements ImageRequest {

  /** The most layers of any model, for one that is not known. */
  private static final int MAX_LAYERS = 99;

  private static final int DEFAULT_MAX_IMAGES = 15;
  private static final long MIN_LAYER_PIXELS = 512 * 512;

  /** The order in which the vendor's client has fields. Others come behind. */
  private static final String[] ORDER = {
    "model", "prompt", "image",
    "response_format", "seed", "guidance_scale",
    "size", "watermark", "optimize_prompt",
    "optimize_prompt_options", "sequential_image_generation", "sequential_image_generation_options",
    "stream", "tools", "output_format",
    "background", "layer_decomposition"
  };

  private final ProviderRequest request;
  private final Map<String, Object> fields;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  ArkRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, ArkOptions.NONE);
    this.request = request;
    fields = fields();
    refuse(
        request.mask().isPresent(),
        "the mask is an image of its own, but must be painted into the photo");
    checkedBy().ifPresent(this::check);
  }

  private void check(Model model) {
    check(model, request, fields);
    int in = request.references().size() + 1;
    int out = maxImages().orElse(0);
    refuse(
        out > 0 && in + out > model.images().out() && model.field(GROUP).some(),
        "max_images: %d images go in and %d come out; together at most %d (%s)"
            .formatted(in, out, model.images().out(), model.family()));
    Image photo = request.photo();
    long pixels = (long) photo.width() * photo.height();
    refuse(
        layers() && pixels < MIN_LAYER_PIXELS,
        "layer_decomposition: the photo has %d pixels, at least %d (%s)"
            .formatted(pixels, MIN_LAYER_PIXELS, model.family()));
    boolean kept =
        "transparent".equals(fields.get(BACKGROUND)) && model.in(fields).images().in() == 1;
    refuse(
        kept && photo.mediaType().equals("image/jpeg"),
        "background: a transparent one needs a photo with transparent pixels, but it is a JPEG (%s)"
            .formatted(model.family()));
  }

  private Map<String, Object> fields() {
    Map<String, Object> all = new LinkedHashMap<>(options().fields());
    all.put("model", modelId());
    all.put("image", concat(Stream.of(request.photo()), request.references().stream()).toList());
    if (!request.prompt().isEmpty()) {
      all.put("prompt", request.prompt());
    }
    if (!request.size().equals(OutputSize.UNSET)) {
      all.putIfAbsent("size", request.size().toString());
    }
    if (request.count() > 1) {
      all.putIfAbsent(GROUP, "auto");
      all.putIfAbsent(GROUP_OPTIONS, Map.of(MAX_IMAGES, request.count()));
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    Stream.of(ORDER).filter(all::containsKey).forEach(name -> ordered.put(name, all.get(name)));
    all.forEach(ordered::putIfAbsent);
    return ordered;
  }

  /** The most images that may come, as it is sent, or empty if it is not. */
  private Optional<Integer> maxImages() {
    return fields.get(GROUP_OPTIONS) instanceof Map<?, ?> group
            && group.get(MAX_IMAGES) instanceof Number most
        ? Optional.of(most.intValue())
        : Optional.empty();
  }

  private boolean layers() {
    return Boolean.TRUE.equals(fields.get(LAYERS));
  }

  /** How many images may come and so count against limits of rate. */
  @Override
  public int imagesAtMost() {
    if (layers()) {
      return baseAndLayers();
    }
    boolean group = "auto".equals(fields.get(GROUP));
    return group ? Math.max(1, maxImages().orElse(DEFAULT_MAX_IMAGES)) : 1;
  }

  /**
   * What is asked for, whatever fields ask for it. A field that is not known may ask for layers.
   */
  @Override
  public int imagesTaken() {
    int known = Math.max(super.imagesTaken(), imagesAtMost());
    return List.of(ORDER).containsAll(fields.keySet()) ? known : Math.max(known, baseAndLayers());
  }

  /**
   * An image taken apart is a base and a number of layers at most, for all of which room is kept.
   */
  private int baseAndLayers() {
    Optional<Allowed> layers =
        known().map(model -> model.field(ArkModels.MAX_LAYERS)).filter(Allowed::some);
    return 1 + layers.map(most -> (int) most.most()).orElse(MAX_LAYERS);
  }

  @Override
  public String path() {
    return "images/generations";
  }

  @Override
  public Map<String, String> ownHeaders() {
    boolean stream = Boolean.TRUE.equals(fields.get(STREAM));
    return stream ? Map.of("Accept", "text/event-stream") : Map.of();
  }

  /** Whether an image is too large was checked before, against the model's own limit. */
  @Override
  public List<BodyPart> body() throws IOException {
    return new JsonBody(ArkProvider.ID).object(fields).parts();
  }
}
