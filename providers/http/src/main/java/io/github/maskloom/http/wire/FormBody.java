package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.spi.ProviderInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts a request's body together as a form, {@code multipart/form-data}: fields in memory, and
 * images that stay on disk. <b>Threads:</b> confined to one.
 */
public final class FormBody {
  private static final Map<String, String> SUFFIXES =
      Map.of("image/png", ".png", "image/jpeg", ".jpg", "image/webp", ".webp");

  private final String provider;
  private final String boundary = UUID.randomUUID().toString();
  private final List<BodyPart> form = new ArrayList<>();

  /**
   * Begins an empty form.
   *
   * @param provider id that failures name
   */
  public FormBody(String provider) {
    this.provider = provider;
  }

  /** {@return the media type of the body, with the boundary of its parts} */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /**
   * Adds a field. Texts, numbers and truths are written plainly. What has parts is JSON.
   *
   * @param name of the field
   * @param value a string, number or boolean, or lists and maps of these; not checked
   * @return this body
   * @throws io.github.maskloom.fusion.FusionRequestException if a text in a list or map holds half
   *     a surrogate pair
   */
  public FormBody field(String name, Object value) {
    form.add(head(name, "\r\n\r\n" + text(value) + "\r\n"));
    return this;
  }

  /**
   * Adds an image as a file. Services refuse one without a name, or without a type of images.
   *
   * @param name of the field
   * @param file name of the file, without the suffix that its media type has
   * @param image whose source stays the caller's; it is read when the body is written
   * @return this body
   */
  public FormBody image(String name, String file, ProviderInput.Image image) {
    String suffixed = file + SUFFIXES.getOrDefault(image.mediaType(), "");
    String type = "\"\r\nContent-Type: " + image.mediaType() + "\r\n\r\n";
    form.add(head(name, "; filename=\"" + suffixed + type));
    form.add(BodyPart.of(image));
    form.add(BodyPart.of("\r\n".getBytes(UTF_8)));
    return this;
  }

  /** {@return the parts of the body as it stands, in order, unmodifiable} */
  public List<BodyPart> parts() {
    List<BodyPart> ended = new ArrayList<>(form);
    ended.add(BodyPart.of(("--" + boundary + "--\r\n").getBytes(UTF_8)));
    return List.copyOf(ended);
  }

  /** The beginning of a part. Names are escaped as browsers do it. */
  private BodyPart head(String name, String more) {
    String escaped = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    String head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s";
    return BodyPart.of(head.formatted(boundary, escaped, more).getBytes(UTF_8));
  }

  private String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? new JsonBody(provider).value(value).toString()
        : String.valueOf(value);
  }
}
