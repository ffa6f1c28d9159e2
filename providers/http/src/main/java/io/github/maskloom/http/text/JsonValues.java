package io.github.maskloom.http.text;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strings, numbers, booleans, lists and maps, as JSON has them. */
public final class JsonValues {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DEPTH = 100;
  private static final Set<Class<?>> EXACT =
      Set.of(
          Integer.class, Long.class, Short.class, Byte.class, BigInteger.class, BigDecimal.class);

  private JsonValues() {}

  /**
   * Copies a map of strings, booleans, finite numbers, lists and maps, in one another up to 100
   * deep. Of names that are the same text, the last counts.
   *
   * @param map whose names may be anything with a {@code toString}
   * @return an unmodifiable copy in the same order
   * @throws IllegalArgumentException if it holds anything else, such as null or NaN; names the
   *     place, such as {@code /a/0}
   * @throws IllegalArgumentException if it is deeper, as one that holds itself is
   */
  public static Map<String, Object> copyOf(Map<?, ?> map) {
    return copyOf(map, "", 0);
  }

  private static Object copyOf(@Nullable Object value, String place, int depth) {
    checkArgument(depth <= MAX_DEPTH, "JSON is at most %s deep here", MAX_DEPTH);
    if (value instanceof Map<?, ?> map) {
      return copyOf(map, place, depth);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copyOf((Object) item, place + "/" + copy.size(), depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    if (value != null && isScalar(value)) {
      return value;
    }
    throw new IllegalArgumentException(
        "JSON is made here of strings, finite numbers, booleans, lists and maps, but %s is %s"
            .formatted(place, value == null ? "null" : "a " + value.getClass().getName()));
  }

  private static Map<String, Object> copyOf(Map<?, ?> map, String place, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (name, value) ->
            copy.put(String.valueOf(name), copyOf((Object) value, place + "/" + name, depth + 1)));
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Collects all texts in a value, however deep, but not the names of fields.
   *
   * @param value a string, boolean, number, list or map
   * @return the texts in the order of the value; empty if it has none
   */
  public static List<String> texts(Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    Collection<?> parts = value instanceof Map<?, ?> map ? map.values() : List.of();
    parts = value instanceof List<?> list ? list : parts;
    return parts.stream().flatMap(part -> texts(part).stream()).toList();
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Boolean || isNumber(value);
  }

  private static boolean isNumber(Object value) {
    return (value instanceof Double || value instanceof Float)
        ? Double.isFinite(((Number) value).doubleValue())
        : EXACT.stream().anyMatch(type -> type.isInstance(value));
  }

  /**
   * Writes a value as JSON.
   *
   * @param provider id that the failure names
   * @param value what {@link #copyOf} may hold; not checked
   * @return JSON in UTF-8
   * @throws FusionRequestException if a text in it holds half a surrogate pair
   */
  public static byte[] encode(String provider, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(provider, value, bytes, image -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** How an image is added to JSON, as a string in quotes. */
  public interface Images {
    /**
     * Adds an image or a link.
     *
     * @param image what stands at this place
     * @throws IOException if the image cannot be opened
     */
    void add(ProviderInput image) throws IOException;
  }

  /**
   * Writes a value as JSON, and images in it.
   *
   * @param provider id that the failure names
   * @param value what {@link #copyOf} may hold, with images among it; not checked
   * @param to takes JSON in UTF-8
   * @param images add to the same stream, which has all that stands before the image
   * @throws IOException of the images
   * @throws FusionRequestException if a text in it holds half a surrogate pair
   */
  public static void write(String provider, Object value, OutputStream to, Images images)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(to)) {
      write(json, value, images);
    } catch (JsonProcessingException e) {
      throw new FusionRequestException(
          "a text of the request holds half a surrogate pair",
          FusionException.Failure.notSent(provider),
          e);
    }
  }

  private static void write(JsonGenerator json, Object value, Images images) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : new ArrayList<>(map.entrySet())) {
        json.writeFieldName(String.valueOf(field.getKey()));
        write(json, field.getValue(), images);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item, images);
      }
      json.writeEndArray();
    } else if (value instanceof ProviderInput image) {
      json.writeRawValue("");
      json.flush();
      images.add(image);
    } else {
      json.writePOJO(value);
    }
  }
}
