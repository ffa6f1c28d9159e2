package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.examples.studio.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;

/**
 * A string inside a JSON object, read as it comes: JSON libraries make all of it a {@code String}
 * first, which an image is too large for. It ends at the closing quote; what follows is not read.
 */
final class JsonText extends FilterReader {
  private static final JsonFactory JSON = new JsonFactory();

  private boolean ended;

  private JsonText(Reader afterOpeningQuote) {
    super(afterOpeningQuote);
  }

  /**
   * Opens a string field of the object that a body holds.
   *
   * @throws Problem if the body is no such JSON; the reader throws it as well
   */
  static Reader openField(String name, InputStream body) throws IOException {
    try {
      JsonParser parser = JSON.createParser(body);
      if (parser.nextToken() == JsonToken.START_OBJECT && find(name, parser)) {
        // The parser has not looked behind the opening quote yet.
        ByteArrayOutputStream readAhead = new ByteArrayOutputStream();
        if (parser.releaseBuffered(readAhead) < 0) {
          throw Problem.badJson("The body is not in UTF-8.");
        }
        InputStream text =
            new SequenceInputStream(new ByteArrayInputStream(readAhead.toByteArray()), body);
        return new JsonText(new InputStreamReader(text, UTF_8));
      }
    } catch (JsonProcessingException | CharConversionException e) {
      throw Problem.badJson("The body is not JSON, or has too long or too deep parts.");
    }
    throw Problem.badJson("The body is no object with a string \"" + name + "\".");
  }

  private static boolean find(String name, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (wanted) {
        return value == JsonToken.VALUE_STRING;
      }
      parser.skipChildren();
    }
    return false;
  }

  @Override
  public int read() throws IOException {
    if (ended) {
      return -1;
    }
    int character = in.read();
    if (character == '\\') {
      return unescaped(in.read());
    }
    if (character < 0) {
      throw Problem.badJson("The body ends within a string.");
    }
    ended = character == '"';
    return ended ? -1 : character;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int n = 0;
    for (int c; n < length && (c = read()) >= 0; n++) {
      target[offset + n] = (char) c;
    }
    return n == 0 && length > 0 ? -1 : n;
  }

  private int unescaped(int escape) throws IOException {
    return switch (escape) {
      case 'n', 'r', 't', 'b', 'f' -> ' ';
      case 'u' -> hexadecimal();
      case '"', '\\', '/' -> escape;
      default -> throw Problem.badJson("The body holds an unknown escape.");
    };
  }

  private int hexadecimal() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value * 16 + Math.max(0, Character.digit(in.read(), 16));
    }
    return value;
  }
}
