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
   * @param provider whose failures those of values are
   */
  public JsonBody(String provider) {
    this.provider = provider;
  }

  /** Adds JSON as it is, of ASCII characters. */
  public JsonBody ascii(String json) {
    text.writeBytes(json.getBytes(US_ASCII));
    return this;
  }

  /** Adds a value. See {@link JsonValues#encode}. */
  public JsonBody value(Object value) {
    text.writeBytes(JsonValues.encode(provider, value));
    return this;
  }

  /**
   * Adds a string: the link itself, or an image as a data URL, of any length, which is read when
   * the body is written.
   *
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
   * Adds a string: an image in base64 alone, of any length, which is read when the body is written.
   *
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

  /** The parts of the whole body, in order. */
  public List<BodyPart> parts() {
    endText();
    return List.copyOf(parts);
  }
}
