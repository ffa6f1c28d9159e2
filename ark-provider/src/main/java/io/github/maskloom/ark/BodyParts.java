package io.github.maskloom.ark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.prepare.DataUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a request's body together: JSON in memory, and between it images that stay on disk. */
final class BodyParts {
  private final List<BodyPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  private BodyParts() {}

  /**
   * The body of a request, as JSON.
   *
   * @throws IOException if an image cannot be opened
   * @throws io.github.maskloom.errors.ImageFormatException if it is no image
   */
  static List<BodyPart> of(Generation generation) throws IOException {
    BodyParts body = new BodyParts();
    boolean sendsImages = !generation.options().extras().containsKey(Generation.IMAGE);
    String separator = "{";
    for (Map.Entry<String, Object> field : generation.fields().entrySet()) {
      body.ascii(separator).json(field.getKey()).ascii(":");
      if (sendsImages && field.getKey().equals(Generation.IMAGE)) {
        body.images(generation.inputs());
      } else {
        body.json(field.getValue());
      }
      separator = ",";
    }
    return body.ascii("}").finish();
  }

  private BodyParts ascii(String json) {
    text.writeBytes(json.getBytes(US_ASCII));
    return this;
  }

  private BodyParts json(Object value) {
    text.writeBytes(JsonValues.encode(ArkProvider.ID, value));
    return this;
  }

  private void images(List<ProviderInput> inputs) throws IOException {
    String separator = "[";
    for (ProviderInput input : inputs) {
      ascii(separator);
      if (input instanceof ProviderInput.Link link) {
        json(link.url().toString());
      } else if (input instanceof ProviderInput.Image image) {
        ascii("\"");
        endText();
        // Whether an image is too large was checked before, against the model's own limit.
        parts.add(BodyPart.of(DataUrl.of(image.source(), Long.MAX_VALUE)));
        ascii("\"");
      }
      separator = ",";
    }
    ascii("]");
  }

  private void endText() {
    parts.add(BodyPart.of(text.toByteArray()));
    text.reset();
  }

  private List<BodyPart> finish() {
    endText();
    return List.copyOf(parts);
  }
}
