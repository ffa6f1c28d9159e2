package io.github.maskloom.http.wire;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.text.JsonValues;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a request's body together: JSON in memory, and between it images that stay on disk.
 * <b>Threads:</b> confined to one.
 */
public final class JsonBody {
  private final String provider;
  private final List<BodyPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /**
   * Begins an empty body.
   *
   * @param provider id that failures name, and no piece of the body
   * @throws IllegalArgumentException if it has other than letters, digits, dots, dashes and
   *     underscores
   */
  public JsonBody(String provider) {
    checkArgument(
        provider.matches("[\\w.-]+"),
        "a body begins with a provider's id, and JSON comes by ascii");
    this.provider = provider;
  }

  /**
   * Adds a piece of JSON as it is, such as a brace or a name with its colon.
   *
   * @param json of ASCII characters only; not checked
   * @return this body
   */
  public JsonBody ascii(String json) {
    text.writeBytes(json.getBytes(US_ASCII));
    return this;
  }

  /**
   * Adds a value as JSON.
   *
   * @param value a string, number or boolean, or lists and maps of these; not checked
   * @return this body
   * @throws io.github.maskloom.fusion.FusionRequestException if a text in it holds half a surrogate
   *     pair
   */
  public JsonBody value(Object value) {
    text.writeBytes(JsonValues.encode(provider, value));
    return this;
  }

  /**
   * Adds an object, in which images and links stand as {@link #image} adds them.
   *
   * @param fields values by name, in the order of the map: what {@link #value} takes, a {@link
   *     ProviderInput}, or lists and maps of all these
   * @return this body
   * @throws IOException if an image cannot be opened to find its media type
   * @throws io.github.maskloom.errors.ImageFormatException if an image is of no format that is
   *     installed
   * @throws io.github.maskloom.fusion.FusionRequestException if a text in it holds half a surrogate
   *     pair
   */
  public JsonBody object(Map<String, ?> fields) throws IOException {
    JsonValues.write(provider, fields, text, this::image);
    return this;
  }

  /**
   * Adds a string in quotes: the link itself, or an image as a data URL. The image may have any
   * length. It is read when the body is written.
   *
   * @param input a link that may be sent, or an image
   * @return this body
   * @throws IOException if an image cannot be opened to find its media type
   * @throws io.github.maskloom.errors.ImageFormatException if the image is of no format that is
   *     installed
   */
  public JsonBody image(ProviderInput input) throws IOException {
    if (input instanceof ProviderInput.Link link) {
      return value(link.url().toString());
    }
    ImageSource source = ((ProviderInput.Image) input).source();
    return quoted(BodyPart.of(DataUrl.of(source, Long.MAX_VALUE)));
  }

  /**
   * Adds a string in quotes: an image in base64, without the beginning of a data URL. The image may
   * have any length. It is read when the body is written.
   *
   * @param image whose source stays the caller's
   * @return this body
   * @throws IOException if the image cannot be opened to find its media type
   * @throws io.github.maskloom.errors.ImageFormatException if the image is of no format that is
   *     installed
   */
  public JsonBody base64(ProviderInput.Image image) throws IOException {
    return quoted(BodyPart.base64(DataUrl.of(image.source(), Long.MAX_VALUE)));
  }

  private JsonBody quoted(BodyPart part) {
    ascii("\"").endText();
    parts.add(part);
    return ascii("\"");
  }

  private void endText() {
    parts.add(BodyPart.of(text.toByteArray()));
    text.reset();
  }

  /**
   * {@return the parts of the body as it stands, in order, unmodifiable} The body may be added to
   * further.
   */
  public List<BodyPart> parts() {
    endText();
    return List.copyOf(parts);
  }

  /** {@return the JSON that was added behind the last image} */
  @Override
  public String toString() {
    return text.toString(UTF_8);
  }
}
