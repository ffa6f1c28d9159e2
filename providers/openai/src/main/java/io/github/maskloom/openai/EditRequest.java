package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiOptions.COMPRESSION;
import static io.github.maskloom.openai.OpenAiOptions.FORMAT;
import static io.github.maskloom.openai.OpenAiOptions.MARKUP;
import static io.github.maskloom.openai.OpenAiOptions.PREVIEWS;
import static io.github.maskloom.openai.OpenAiOptions.STREAM;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.FormBody;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One edit in the service's terms: photo, mask, references, and fields. */
final class EditRequest extends ModelAccess<OpenAiOptions> implements ImageRequest {
  private static final String IMAGE_URL = "image_url";

  /** What begins further settings within a prompt to an {@code sd-server}. */
  private static final String EXTRAS = "sd_cpp_extra_args";

  /** The most bytes of an image whose data URL still fits into the service's limit. */
  private static final long MAX_LINKED_BYTES = 15_700_000;

  /** Options that are not within the prompt to an {@code sd-server}. */
  private static final List<String> OF_ALL = List.of(FORMAT, COMPRESSION);

  private final HttpConfig config;
  private final ProviderRequest request;
  private final boolean linked;
  private final Map<String, Object> fields;
  private final FormBody form = new FormBody(OpenAiProvider.ID);

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  EditRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, OpenAiOptions.NONE);
    this.config = config;
    this.request = request;
    linked = request.references().stream().anyMatch(ProviderInput.Link.class::isInstance);
    fields = fields();
    check();
  }

  private void check() {
    // A writer of prompts must not reach settings of the server, whatever is checked.
    refuse(ofSdServer() && request.prompt().contains(EXTRAS), "prompt: must not hold " + EXTRAS);
    Map<String, Object> asked = new LinkedHashMap<>(options().fields());
    asked.putAll(fields);
    request.mask().ifPresent(mask -> asked.put(OpenAiModels.MASK_IMAGE, true));
    checkedBy().ifPresent(model -> check(refused(model), request, asked));
  }

  /** Pixels and sides are what a photo is made small to. The service takes larger ones. */
  private Model refused(Model model) {
    UploadLimits limits = model.images().limits().withMaxPixels(Long.MAX_VALUE);
    long bytes = linked ? Math.min(MAX_LINKED_BYTES, limits.maxBytes()) : limits.maxBytes();
    limits = limits.withMaxAspectRatio(Double.POSITIVE_INFINITY).withMaxBytes(bytes);
    return model.withLimits(limits, model.images().mask());
  }

  private boolean ofSdServer() {
    return OpenAiDialect.of(config) == OpenAiDialect.SD_SERVER;
  }

  /** The field that what is painted travels in. */
  private String maskField() {
    return options().markup() ? MARKUP : OpenAiModels.MASK_IMAGE;
  }

  /** All fields but the images. Those of an {@code sd-server} are fewer. */
  private Map<String, Object> fields() {
    Map<String, Object> others = new LinkedHashMap<>(options().fields());
    others.remove(MARKUP);
    if (others.containsKey(PREVIEWS)) {
      others.put(STREAM, true);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    if (!ofSdServer()) {
      all.put("model", modelId());
    }
    all.put("prompt", request.prompt());
    if (request.count() > 1) {
      all.put("n", request.count());
    }
    size().ifPresent(value -> all.put("size", value));
    OF_ALL.stream().filter(others::containsKey).forEach(name -> all.put(name, others.remove(name)));
    if (!ofSdServer()) {
      all.putAll(others);
    } else if (!others.isEmpty()) {
      all.put("prompt", request.prompt() + " <%s>%s</%1$s>".formatted(EXTRAS, json(others)));
    }
    return all;
  }

  /** The size as it is sent, or empty if it is not. */
  private Optional<String> size() {
    if (!request.size().equals(OutputSize.UNSET)) {
      return Optional.of(request.size().toString());
    }
    PhotoShape photo = new PhotoShape(request.photo().width(), request.photo().height());
    return known().flatMap(photo::size);
  }

  @Override
  public int previews() {
    return options().fields().get(PREVIEWS) instanceof Number count ? count.intValue() : 0;
  }

  @Override
  public String contentType() {
    return linked ? "application/json" : form.contentType();
  }

  @Override
  public String path() {
    return "images/edits" + OpenAiProvider.query(config);
  }

  @Override
  public Map<String, String> ownHeaders() {
    boolean stream = Boolean.TRUE.equals(fields.get(STREAM));
    return stream ? Map.of("Accept", "text/event-stream") : Map.of();
  }

  /** A form, or JSON, which alone can hold links. */
  @Override
  public List<BodyPart> body() throws IOException {
    return linked ? json() : form();
  }

  private List<BodyPart> json() throws IOException {
    Stream<ProviderInput> images =
        Stream.concat(Stream.of(request.photo()), request.references().stream());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("images", images.map(image -> Map.of(IMAGE_URL, image)).toList());
    request.mask().ifPresent(mask -> body.put(maskField(), Map.of(IMAGE_URL, mask)));
    body.putAll(fields);
    return new JsonBody(OpenAiProvider.ID).object(body).parts();
  }

  private static String json(Map<String, Object> values) {
    return new JsonBody(OpenAiProvider.ID).value(values).toString();
  }

  private List<BodyPart> form() throws IOException {
    fields.forEach(form::field);
    // One image under its bare name is what the official clients send.
    String field = request.references().isEmpty() ? "image" : "image[]";
    form.image(field, "image-0", request.photo());
    for (int i = 0; i < request.references().size(); i++) {
      form.image(field, "image-" + (i + 1), (Image) request.references().get(i));
    }
    request.mask().ifPresent(mask -> form.image(maskField(), maskField(), mask));
    return form.parts();
  }
}
