package io.github.maskloom.http.wire;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import io.github.maskloom.fusion.spi.ProviderInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a request's body together as a form, {@code multipart/form-data}: fields in memory, and
 * images that stay on disk. <b>Threads:</b> confined to one.
 */
public final class FormBody {
  private static final Map<String, String> SUFFIXES =
      Map.of("image/png", ".png", "image/jpeg", ".jpg", "image/webp", ".webp");

  private static final int BOUNDARY_CHARS = 36;

  private final String provider;
  private final List<List<BodyPart>> fields = new ArrayList<>();
  private String boundary = "";

  /**
   * Begins an empty form.
   *
   * @param provider id that failures name
   */
  public FormBody(String provider) {
    this.provider = provider;
  }

  /**
   * {@return the media type of the body, with the boundary of its parts}
   *
   * @throws IllegalStateException unless {@link #parts} was called
   */
  public String contentType() {
    checkState(!boundary.isEmpty(), "the form is not put together yet");
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
    fields.add(List.of(head(name, "\r\n\r\n" + text(value) + "\r\n")));
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
    BodyPart head = head(name, "; filename=\"" + suffixed + type);
    fields.add(List.of(head, BodyPart.of(image), bytes("\r\n")));
    return this;
  }

  /**
   * Puts the body together. The boundary is made of all that the form holds: the same form is the
   * same request, byte for byte, and no image can be made to contain its boundary. So each image is
   * read once here.
   *
   * @return the parts of the body as it stands, in order, unmodifiable
   * @throws IOException if an image cannot be read
   */
  public List<BodyPart> parts() throws IOException {
    boundary = hash().toString().substring(0, BOUNDARY_CHARS);
    List<BodyPart> form = new ArrayList<>();
    for (List<BodyPart> field : fields) {
      form.add(bytes("--" + boundary + "\r\n"));
      form.addAll(field);
    }
    form.add(bytes("--" + boundary + "--\r\n"));
    return List.copyOf(form);
  }

  private HashCode hash() throws IOException {
    HashingOutputStream hashed =
        new HashingOutputStream(Hashing.sha256(), OutputStream.nullOutputStream());
    for (List<BodyPart> field : fields) {
      for (BodyPart part : field) {
        part.writeTo(hashed);
      }
    }
    return hashed.hash();
  }

  /** The beginning of a part. Names are escaped as browsers do it. */
  private static BodyPart head(String name, String more) {
    String escaped = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    return bytes("Content-Disposition: form-data; name=\"%s\"%s".formatted(escaped, more));
  }

  private static BodyPart bytes(String text) {
    return BodyPart.of(text.getBytes(UTF_8));
  }

  private String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? new JsonBody(provider).value(value).toString()
        : String.valueOf(value);
  }
}
