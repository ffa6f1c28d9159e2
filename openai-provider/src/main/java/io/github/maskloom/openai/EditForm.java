package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;

/**
 * An edit as a form of several parts, with images that stay on disk. Its length is known, and it
 * can be written again.
 */
final class EditForm implements BodyPart {
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
