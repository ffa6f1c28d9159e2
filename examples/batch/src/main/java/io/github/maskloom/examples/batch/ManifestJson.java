package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A row of the manifest as a line of JSON: every field is there, and {@code null} if empty. */
public final class ManifestJson {
  /** What every line begins with. */
  static final String START = "{\"key\":";

  private ManifestJson() {}

  /** The line, without its end. */
  public static String write(ManifestRow row) {
    Optional<StoredImage> stored = row.image();
    Optional<MadeImage> image = stored.map(StoredImage::image);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonFields.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectField("key", row.key().orElse(null));
      json.writeObjectField("line", row.line());
      json.writeObjectField("job", row.job().orElse(null));
      json.writeObjectField("etag", stored.map(StoredImage::etag).orElse(null));
      if (image.isPresent()) {
        json.writeObjectFieldStart("geometry");
        json.writeObjectField("width", image.get().width());
        json.writeObjectField("height", image.get().height());
        json.writeEndObject();
      } else {
        json.writeNullField("geometry");
      }
      OptionalDouble coverage = image.map(MadeImage::coverage).orElse(OptionalDouble.empty());
      json.writeObjectField("coverage", coverage.isPresent() ? coverage.getAsDouble() : null);
      json.writeObjectField("bytes", stored.map(StoredImage::bytes).orElse(null));
      json.writeObjectField("strategy", image.map(MadeImage::strategy).orElse(null));
      json.writeObjectField("millis", row.millis());
      json.writeObjectField("failure", row.failure().orElse(null));
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every row", e);
    }
    return text.toString(UTF_8);
  }

  /** The row of a line; empty if it is none. */
  public static Optional<ManifestRow> read(byte[] line, int length) throws IOException {
    try {
      return Optional.of(row(JsonFields.read(line, length, true)));
    } catch (JacksonException | JobException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ManifestRow row(Map<String, String> fields) {
    return new ManifestRow(
        Optional.ofNullable(fields.get("key")),
        Long.parseLong(String.valueOf(fields.get("line"))),
        Optional.ofNullable(fields.get("job")),
        Optional.ofNullable(fields.get("etag")).map(etag -> image(etag, fields)),
        Long.parseLong(String.valueOf(fields.get("millis"))),
        Optional.ofNullable(fields.get("failure")));
  }

  private static StoredImage image(String etag, Map<String, String> fields) {
    @Nullable String coverage = fields.get("coverage");
    return new StoredImage(
        new MadeImage(
            Integer.parseInt(String.valueOf(fields.get("geometry.width"))),
            Integer.parseInt(String.valueOf(fields.get("geometry.height"))),
            coverage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(coverage)),
            String.valueOf(fields.get("strategy"))),
        etag,
        Long.parseLong(String.valueOf(fields.get("bytes"))));
  }
}
