package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request's body as JSON, with its images in their place. */
final class BodyParts {
  private BodyParts() {}

  /**
   * The body of a request, as JSON.
   *
   * @throws IOException if an image cannot be opened
   * @throws io.github.maskloom.errors.ImageFormatException if it is no image
   */
  static List<BodyPart> of(Generation generation) throws IOException {
    JsonBody body = new JsonBody(ArkProvider.ID);
    boolean sendsImages = !generation.options().extras().containsKey(Generation.IMAGE);
    String separator = "{";
    for (Map.Entry<String, Object> field : generation.fields().entrySet()) {
      body.ascii(separator).value(field.getKey()).ascii(":");
      if (sendsImages && field.getKey().equals(Generation.IMAGE)) {
        images(body, generation.inputs());
      } else {
        body.value(field.getValue());
      }
      separator = ",";
    }
    return body.ascii("}").parts();
  }

  /** Whether an image is too large was checked before, against the model's own limit. */
  private static void images(JsonBody body, List<ProviderInput> inputs) throws IOException {
    String separator = "[";
    for (ProviderInput input : inputs) {
      body.ascii(separator).image(input);
      separator = ",";
    }
    body.ascii("]");
  }
}
