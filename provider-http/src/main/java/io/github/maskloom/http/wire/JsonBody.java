package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a request's body together: JSON in memory, and between it images that stay on disk.
 * <b>Threads:</b> confined to one.
 */
public final class JsonBody {
  private final String provider;
  private final List<BodyPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /**
   * An empty body.
   *
   * @param provider id that failures name
   */
  public JsonBody(String provider) {
    this.provider = provider;
  }

  /**
   * Adds JSON as it is.
   *
   * @param json of ASCII characters only, and not checked
   * @return this body
   */
  public JsonBody ascii(String json) {
    text.writeBytes(json.getBytes(US_ASCII));
    return this;
  }

  /**
   * Adds a value.
   *
   * @param value what {@link JsonValues#encode} takes
   * @return this body
   * @throws io.github.maskloom.fusion.FusionRequestException if a text in it is not Unicode
   */
  public JsonBody value(Object value) {
    text.writeBytes(JsonValues.encode(provider, value));
    return this;
  }

  /**
   * Adds a string: the link itself, or an image as a data URL. The image may have any length, and
   * is read when the body is written.
   *
   * @param input a link that may be sent, or an image
   * @return this body
   * @throws IOException if an image cannot be opened
   * @throws io.github.maskloom.errors.ImageFormatException if it is no image
   */
  public JsonBody image(ProviderInput input) throws IOException {
    if (input instanceof ProviderInput.Link link) {
      return value(link.url().toString());
    }
    ascii("\"");
    endText();
    ImageSource source = ((ProviderInput.Image) input).source();
    parts.add(BodyPart.of(DataUrl.of(source, Long.MAX_VALUE)));
    return ascii("\"");
  }

  /**
   * Adds a string: an image in base64 alone. It may have any length, and is read when the body is
   * written.
   *
   * @param image whose source stays the caller's
   * @return this body
   * @throws IOException if it cannot be opened
   * @throws io.github.maskloom.errors.ImageFormatException if it is no image
   */
  public JsonBody base64(ProviderInput.Image image) throws IOException {
    ascii("\"");
    endText();
    parts.add(BodyPart.base64(DataUrl.of(image.source(), Long.MAX_VALUE)));
    return ascii("\"");
  }

  private void endText() {
    parts.add(BodyPart.of(text.toByteArray()));
    text.reset();
  }

  /** {@return the parts of the whole body, in order} */
  public List<BodyPart> parts() {
    endText();
    return List.copyOf(parts);
  }
}
