package io.github.maskloom.openai;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.RequestRules;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;

/** One edit in the service's terms: photo, mask, references, and fields. */
final class EditRequest extends ModelAccess<OpenAiOptions> implements ImageRequest {
  /** What begins further settings within a prompt to an {@code sd-server}. */
  private static final String EXTRA_ARGS = "sd_cpp_extra_args";

  /** The most bytes of an image whose data URL still fits into the service's limit. */
  private static final long MAX_LINKED_BYTES = 15_700_000;

  private static final RequestRules RULES = new RequestRules(OpenAiProvider.ID);

  /** The order of fields that are not within the prompt to an {@code sd-server}. */
  private static final List<String> OF_ALL =
      List.of(OpenAiOptions.FORMAT, OpenAiOptions.COMPRESSION);

  /** The order of others. What is not known comes behind. */
  private static final List<String> ORDER =
      List.of(
          OpenAiOptions.QUALITY,
          OpenAiOptions.COMPLEXITY,
          OpenAiOptions.BACKGROUND,
          OpenAiOptions.FIDELITY,
          OpenAiOptions.MODERATION,
          OpenAiOptions.STREAM,
          OpenAiOptions.PREVIEWS,
          OpenAiOptions.IDENTIFIER);

  private static final List<String> USAGE_NAMES =
      List.of(
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "input_tokens_details",
          "output_tokens_details",
          "text_tokens",
          "image_tokens");

  private final HttpConfig config;
  private final ProviderRequest request;
  private final boolean linked;
  private final Map<String, Object> fields;
  private final Optional<EditForm> form;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  EditRequest(HttpConfig config, ProviderRequest request) {
    super(
        config,
        request.prompt(),
        request.references(),
        ModelOptions.of(request.options(), OpenAiOptions.NONE));
    this.config = config;
    this.request = request;
    linked = request.references().stream().anyMatch(ProviderInput.Link.class::isInstance);
    fields = fields();
    check();
    form = linked ? Optional.empty() : Optional.of(form());
  }

  private void check() {
    // A writer of prompts must not reach settings of the server, whatever is checked.
    RULES.refuse(
        ofSdServer() && request.prompt().contains(EXTRA_ARGS),
        "prompt: must not hold " + EXTRA_ARGS);
    Map<String, Object> asked = new LinkedHashMap<>(options().fields());
    asked.putAll(fields);
    request.mask().ifPresent(mask -> asked.put(OpenAiModels.MASK_IMAGE, true));
    RULES.check(checkedBy().map(this::refused), request, asked);
  }

  /** Pixels and sides are what a photo is made small to. The service takes larger ones. */
  private Model refused(Model model) {
    UploadLimits limits =
        model
            .images()
            .limits()
            .withMaxPixels(Long.MAX_VALUE)
            .withMaxAspectRatio(Double.POSITIVE_INFINITY);
    long bytes = linked ? Math.min(MAX_LINKED_BYTES, limits.maxBytes()) : limits.maxBytes();
    return model.withLimits(limits.withMaxBytes(bytes), model.images().mask());
  }

  private boolean ofSdServer() {
    return OpenAiDialect.of(config) == OpenAiDialect.SD_SERVER;
  }

  /** The field that what is painted travels in. */
  private String maskField() {
    return options().markup() ? OpenAiOptions.MARKUP : OpenAiModels.MASK_IMAGE;
  }

  /** All fields but the images, in order. Those of an {@code sd-server} are fewer. */
  private Map<String, Object> fields() {
    Map<String, Object> others = new LinkedHashMap<>(options().fields());
    others.remove(OpenAiOptions.MARKUP);
    if (others.containsKey(OpenAiOptions.PREVIEWS)) {
      others.put(OpenAiOptions.STREAM, true);
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
    move(OF_ALL, others, all);
    if (!ofSdServer()) {
      move(ORDER, others, all);
      all.putAll(others);
    } else if (!others.isEmpty()) {
      all.put("prompt", request.prompt() + " <%s>%s</%1$s>".formatted(EXTRA_ARGS, text(others)));
    }
    return all;
  }

  private static void move(List<String> names, Map<String, Object> from, Map<String, Object> to) {
    names.stream().filter(from::containsKey).forEach(name -> to.put(name, from.remove(name)));
  }

  /** The size as it is sent, or empty if it is not. */
  private Optional<String> size() {
    if (!(request.size() instanceof OutputSize.Unset)) {
      return Optional.of(request.size().toString());
    }
    PhotoShape photo = new PhotoShape(request.photo().width(), request.photo().height());
    return known().flatMap(photo::size);
  }

  @Override
  protected List<String> names() {
    return USAGE_NAMES;
  }

  @Override
  public int imagesTaken() {
    return request.count();
  }

  @Override
  public int previews() {
    return options().fields().get(OpenAiOptions.PREVIEWS) instanceof Number count
        ? count.intValue()
        : 0;
  }

  @Override
  public String contentType() {
    return form.map(EditForm::contentType).orElse("application/json");
  }

  @Override
  public String path() {
    return "images/edits" + OpenAiProvider.query(config);
  }

  @Override
  public Map<String, String> ownHeaders() {
    boolean stream = Boolean.TRUE.equals(fields.get(OpenAiOptions.STREAM));
    return stream ? Map.of("Accept", "text/event-stream") : Map.of();
  }

  /** A form, or JSON, which alone can hold links. */
  @Override
  public List<BodyPart> body() throws IOException {
    if (form.isPresent()) {
      return List.of(form.get());
    }
    JsonBody body = new JsonBody(OpenAiProvider.ID).ascii("{\"images\":[");
    image(body, request.photo());
    for (ProviderInput reference : request.references()) {
      image(body.ascii(","), reference);
    }
    body.ascii("]");
    if (request.mask().isPresent()) {
      image(body.ascii(",\"" + maskField() + "\":"), request.mask().get());
    }
    fields.forEach((name, value) -> body.ascii(",").value(name).ascii(":").value(value));
    return body.ascii("}").parts();
  }

  private static void image(JsonBody body, ProviderInput input) throws IOException {
    body.ascii("{\"image_url\":").image(input).ascii("}");
  }

  /** Nothing is opened yet, so nothing fails. */
  private EditForm form() {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    fields.forEach((name, value) -> form.addFormDataPart(name, text(value)));
    // One image under its bare name is what the official clients send.
    String field = request.references().isEmpty() ? "image" : "image[]";
    EditForm.add(form, field, "image-0", request.photo());
    for (int i = 0; i < request.references().size(); i++) {
      if (request.references().get(i) instanceof ProviderInput.Image image) {
        EditForm.add(form, field, "image-" + (i + 1), image);
      }
    }
    request.mask().ifPresent(mask -> EditForm.add(form, maskField(), maskField(), mask));
    try {
      return new EditForm(form.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Texts, numbers and truths are written plainly. What has parts is JSON. */
  private static String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? new String(JsonValues.encode(OpenAiProvider.ID, value), StandardCharsets.UTF_8)
        : String.valueOf(value);
  }

  /**
   * An edit as a form of several parts, with images that stay on disk. Its length is known, and it
   * can be written again.
   */
  private static final class EditForm implements BodyPart {
    private static final Map<String, String> SUFFIXES =
        Map.of("image/png", ".png", "image/jpeg", ".jpg", "image/webp", ".webp");

    private final MultipartBody form;
    private final long length;

    private EditForm(MultipartBody form) throws IOException {
      this.form = form;
      length = form.contentLength();
    }

    /** The service refuses a file without a name, or without a type of images. */
    static void add(
        MultipartBody.Builder form, String field, String name, ProviderInput.Image image) {
      String suffix = SUFFIXES.getOrDefault(image.mediaType(), "");
      form.addFormDataPart(field, name + suffix, new ImageBody(image));
    }

    /** Type of the body, with its boundary. */
    String contentType() {
      return form.contentType().toString();
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      BufferedSink sink = Okio.buffer(Okio.sink(out));
      form.writeTo(sink);
      sink.emit();
    }

    /** An image that is read while it is written. */
    private static final class ImageBody extends RequestBody {
      private final ProviderInput.Image image;

      ImageBody(ProviderInput.Image image) {
        this.image = image;
      }

      @Override
      public MediaType contentType() {
        return MediaType.get(image.mediaType());
      }

      @Override
      public long contentLength() {
        return image.bytes();
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        try (Source source = Okio.source(image.source().open())) {
          long sent = sink.writeAll(source);
          if (sent != image.bytes()) {
            throw new IOException("an image to be sent has changed its length");
          }
        }
      }
    }
  }
}
