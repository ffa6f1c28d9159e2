package io.github.maskloom.gemini.server;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and values. Images, which may be large, become {@link SentImage}s. */
public final class RequestJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private RequestJson() {}

  /** Parses an object. */
  public static Map<String, @Nullable Object> read(InputStream json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return object(parser);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (members.put(name, value(name, parser)) != null) {
        throw new IOException("a member stands there twice: " + name);
      }
    }
    return members;
  }

  private static @Nullable Object value(String name, JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(name, parser);
      case VALUE_STRING -> name.equals("data") ? image(parser) : parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<@Nullable Object> array(String name, JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(name, parser));
    }
    return elements;
  }

  private static SentImage image(JsonParser parser) throws IOException {
    MessageDigest sha256 = SentImage.newSha256();
    OutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256);
    long bytes = parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, digest);
    return new SentImage(bytes, HexFormat.of().formatHex(sha256.digest()));
  }
}
