package io.github.maskloom.testing.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.maskloom.testing.internal.server.SentImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a service's pages, which are resources of its tests, and JSON to compare them by.
 * <b>Threads:</b> safe.
 */
public final class Documented {
  /** An image of 30 MB is one string. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Class<?> test;

  /**
   * Finds examples among the resources beside a class.
   *
   * @param test class whose package holds the resources
   */
  public Documented(Class<?> test) {
    this.test = test;
  }

  /**
   * Reads an example in UTF-8, with quoted texts of it replaced.
   *
   * @param name file name of the resource
   * @param replaced pairs, done one after the other: a text without its quotes, and what it becomes
   *     wherever it stands in double quotes
   * @return the example without white space around it
   * @throws NullPointerException if there is no such resource
   * @throws UncheckedIOException if the resource cannot be read
   */
  public String example(String name, String... replaced) {
    try (InputStream in = test.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
      for (int i = 0; i < replaced.length; i += 2) {
        text = text.replace('"' + replaced[i] + '"', '"' + replaced[i + 1] + '"');
      }
      return text.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a JSON object to maps, lists, strings, numbers, booleans and nulls.
   *
   * @param text one object in UTF-8, and nothing behind it but white space
   * @return its members in their order; a whole number is an Integer, Long or BigInteger, another
   *     number a Double
   * @throws IOException if the text is broken or anything but one object, or an object in it has a
   *     member twice
   */
  public static Map<String, @Nullable Object> json(byte[] text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return new Reader(parser, false).all();
    }
  }

  /**
   * Parses the JSON of a request as {@link #json(byte[])} does, with a {@link SentImage} in the
   * place of each data URL, and of each text that is a member {@code data}.
   *
   * @param body read to its end, and left open
   * @return its members in their order; none for an empty body
   * @throws IOException if the body breaks off, or is broken or anything but one object, or an
   *     object in it has a member twice
   * @throws IllegalArgumentException if an image is not base64
   */
  public static Map<String, @Nullable Object> recorded(InputStream body) throws IOException {
    JsonParser parser = JSON.createParser(body);
    if (parser.nextToken() == null) {
      return Map.of();
    }
    return new Reader(parser, true).all();
  }

  /**
   * Parses a JSON object as {@link #json(byte[])} does.
   *
   * @param text one object, and nothing behind it but white space
   * @return its members in their order
   * @throws IOException if the text is broken or anything but one object, or an object in it has a
   *     member twice
   */
  public static Map<String, @Nullable Object> json(String text) throws IOException {
    return json(text.getBytes(UTF_8));
  }

  /** Reads one object, with its images as they are or recorded. */
  private record Reader(JsonParser parser, boolean records) {
    Map<String, @Nullable Object> all() throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("the text is no object");
      }
      Map<String, @Nullable Object> members = object();
      if (parser.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return members;
    }

    private Map<String, @Nullable Object> object() throws IOException {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(name));
      }
      return members;
    }

    private @Nullable Object value(String name) throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> object();
        case START_ARRAY -> array(name);
        case VALUE_STRING -> text(name, parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> null;
      };
    }

    private Object text(String name, String text) {
      boolean image = records && (text.startsWith("data:") || name.equals("data"));
      return image ? SentImage.ofText(text) : text;
    }

    private List<@Nullable Object> array(String name) throws IOException {
      List<@Nullable Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(name));
      }
      return elements;
    }
  }
}
