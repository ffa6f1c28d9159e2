package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstObjectTest {
  private static final String BASE64 = "QUJD".repeat(30_000);

  private final AnswerBounds bounds = new AnswerBounds(1, 1 << 20, 1 << 20);

  @ParameterizedTest
  @ValueSource(strings = {"a", "f\\u4e2d", "\\\\", "\\\"", "中", "é\\n", "\\ud83d\\ude00", "😀"})
  void aLongTextIsCutBetweenCharactersAndAnImageIsNot(String words) throws IOException {
    for (int shift = 0; shift < 12; shift++) {
      String text = "x".repeat(shift) + words.repeat(60_000);
      String json = "{\"error\":\"" + text + "\",\"b64_json\":\"" + BASE64 + "\"}rest";
      FirstObject object = new FirstObject(slow(json), bounds);

      try (JsonParser parser = AnswerText.parser(object)) {
        parser.nextToken();
        parser.nextToken();
        assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
        assertThat(parser.getText()).startsWith("x".repeat(shift)).hasSizeLessThan(1 << 16);
        parser.nextToken();
        assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        AnswerText.decode(parser, bounds, () -> image);
        assertThat(image.toByteArray()).isEqualTo(Base64.getDecoder().decode(BASE64));
        assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      }
      assertThat(object.rest().readAllBytes()).isEqualTo("rest".getBytes(UTF_8));
    }
  }

  @Test
  void aLongTextBehindAnImageIsCut() throws IOException {
    String json = "{\"b64_json\":\"QUJD\",\"note\":\"" + BASE64 + "\"}";

    try (JsonParser parser = AnswerText.parser(new FirstObject(slow(json), bounds))) {
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      AnswerText.decode(parser, bounds, OutputStream::nullOutputStream);
      parser.nextToken();
      parser.nextToken();
      assertThat(parser.getText()).startsWith("QUJD").hasSizeLessThan(1 << 16);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
    }
  }

  /** Comes in pieces of all sizes. */
  private static InputStream slow(String json) {
    return new FilterInputStream(new ByteArrayInputStream(json.getBytes(UTF_8))) {
      private int piece;

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        piece = piece % 997 + 1;
        return super.read(to, offset, Math.min(length, piece));
      }
    };
  }
}
