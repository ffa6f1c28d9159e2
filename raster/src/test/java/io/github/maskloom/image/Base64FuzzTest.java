package io.github.maskloom.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Whatever the text, it decodes as the JDK would decode it, or is refused. */
class Base64FuzzTest {
  @FuzzTest
  void anyText(byte[] bytes) throws IOException {
    String text = new String(bytes, ISO_8859_1);
    byte[] decoded;
    try (InputStream stream = ImageSource.dataUrl(text).open()) {
      decoded = stream.readAllBytes();
    } catch (ImageFormatException e) {
      assertThat(e.byteOffset()).isBetween(0L, (long) text.length());
      return;
    }
    assertThat(decoded).isEqualTo(Base64.getDecoder().decode(plain(data(text))));
  }

  /** What stands behind the head of a data URL, if there is one. */
  private static String data(String text) {
    int comma = text.indexOf(',');
    return text.substring(comma + 1);
  }

  /** Without white space and percent signs, which the JDK's decoders treat otherwise. */
  private static String plain(String text) {
    return withoutEscapes(text).replaceAll("[ \\t\\r\\n\\f]", "");
  }

  private static String withoutEscapes(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
