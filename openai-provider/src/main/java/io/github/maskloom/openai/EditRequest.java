package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.http.wire.SafeText;
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

/** An edit with the key that it is sent with. */
final class EditRequest implements ImageRequest {
  private final HttpConfig config;
  private final Edit edit;
  private final String key;
  private final Optional<EditForm> form;

  /**
   * An edit to be sent.
   *
   * @param key empty if none is sent
   */
  EditRequest(HttpConfig config, Edit edit, String key) {
    this.config = config;
    this.edit = edit;
    this.key = key;
    form = edit.linked() ? Optional.empty() : Optional.of(form(edit));
  }

  /** Nothing is opened yet, so nothing fails. */
  private static EditForm form(Edit edit) {
    try {
      return EditForm.of(edit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> model() {
    return Optional.of(edit.modelId()).filter(id -> !id.isEmpty());
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(edit.modelId());
  }

  @Override
  public int imagesTaken() {
    return edit.request().count();
  }

  @Override
  public int previews() {
    return edit.options().previews();
  }

  @Override
  public String contentType() {
    return form.map(EditForm::contentType).orElse("application/json");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    return form.isPresent() ? List.of(form.get()) : EditJson.of(edit);
  }

  @Override
  public Map<String, String> headers(String requestId) {
    Map<String, String> headers = identity(config, key, requestId);
    headers.put("Accept", edit.options().stream() ? "text/event-stream" : "application/json");
    return headers;
  }

  /** Headers that say who asks. */
  static Map<String, String> identity(HttpConfig config, String key, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!key.isEmpty()) {
      boolean azure = OpenAiDialect.of(config) == OpenAiDialect.AZURE;
      headers.put(azure ? "api-key" : "Authorization", azure ? key : "Bearer " + key);
    }
    for (String payer : List.of(OpenAiProvider.ORGANIZATION, OpenAiProvider.PROJECT)) {
      config.setting(payer).ifPresent(id -> headers.put(payer, id));
    }
    headers.put("X-Client-Request-Id", requestId);
    return headers;
  }

  @Override
  public SafeText safeText() {
    return edit.safeText(key);
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

    static EditForm of(Edit edit) throws IOException {
      MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
      edit.fields().forEach((name, value) -> form.addFormDataPart(name, text(value)));
      List<ProviderInput> inputs = edit.inputs();
      // One image under its bare name is what the official clients send.
      String field = inputs.size() == 1 ? "image" : "image[]";
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i) instanceof ProviderInput.Image image) {
          add(form, field, "image-" + i, image);
        }
      }
      edit.request().mask().ifPresent(mask -> add(form, edit.maskField(), edit.maskField(), mask));
      return new EditForm(form.build());
    }

    /** The service refuses a file without a name, or without a type of images. */
    private static void add(
        MultipartBody.Builder form, String field, String name, ProviderInput.Image image) {
      String suffix = SUFFIXES.getOrDefault(image.mediaType(), "");
      form.addFormDataPart(field, name + suffix, new ImageBody(image));
    }

    /** Texts, numbers and truths are written plainly. What has parts is JSON. */
    private static String text(Object value) {
      return value instanceof Map<?, ?> || value instanceof List<?>
          ? new String(JsonValues.encode(OpenAiProvider.ID, value), StandardCharsets.UTF_8)
          : String.valueOf(value);
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

  /** An edit as JSON, which alone can hold links. */
  private static final class EditJson {
    private EditJson() {}

    static List<BodyPart> of(Edit edit) throws IOException {
      JsonBody body = new JsonBody(OpenAiProvider.ID).ascii("{\"images\":[");
      String separator = "";
      for (ProviderInput input : edit.inputs()) {
        image(body.ascii(separator), input);
        separator = ",";
      }
      body.ascii("]");
      if (edit.request().mask().isPresent()) {
        image(body.ascii(",\"" + edit.maskField() + "\":"), edit.request().mask().get());
      }
      edit.fields().forEach((name, value) -> body.ascii(",").value(name).ascii(":").value(value));
      return body.ascii("}").parts();
    }

    private static void image(JsonBody body, ProviderInput input) throws IOException {
      body.ascii("{\"image_url\":").image(input).ascii("}");
    }
  }
}
