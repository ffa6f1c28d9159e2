package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of JSON that is an image in base64, alone or in a data URL. It is read past the parser,
 * which then is at the quote that ends it. So an image that is damaged costs no other.
 * <b>Memory:</b> a few blocks of 8 KiB. <b>Threads:</b> confined to one.
 */
final class ImageText {
  private static final int GROUP = 4;
  private static final int BLOCK_CHARS = GROUP << 10;

  private static final String SCHEME = "data:";
  private static final Pattern DATA_URL = Pattern.compile(SCHEME + "[^,]{0,128};base64,");
  private static final int MAX_HEADER_CHARS = 160;

  /** Stands for all characters that base64 has not. */
  private static final int NO_BASE64 = 0x7F;

  private final JsonParser json;
  private final AnswerText source;
  private char[] ahead = new char[0];
  private int at;

  /** Says where an image goes. */
  interface Opening {
    OutputStream open() throws LocalFailure;
  }

  private ImageText(JsonParser json) throws IOException {
    this.json = json;
    source = AnswerText.behind(json);
  }

  /** Whether the text that the parser is at begins as a data URL does. It stays unread. */
  static boolean isDataUrl(JsonParser json) throws IOException {
    AnswerText source = AnswerText.behind(json);
    StringBuilder start = new StringBuilder();
    while (start.length() < SCHEME.length() && SCHEME.startsWith(start.toString())) {
      int c = source.read();
      if (c < 0) {
        break;
      }
      start.append((char) c);
    }
    source.takeBack(start.toString().toCharArray(), 0);
    return SCHEME.contentEquals(start);
  }

  /**
   * Decodes the text that the parser is at.
   *
   * @param bounds count the bytes of the image
   * @param opening called once the first byte is there: an empty text is no image
   * @return whether all of it is base64
   * @throws JsonEOFException if the text has no end
   */
  static boolean decode(JsonParser json, AnswerBounds bounds, Opening opening) throws IOException {
    boolean isDataUrl = isDataUrl(json);
    ImageText text = new ImageText(json);
    bounds.decoding = true;
    try {
      boolean whole = text.decode(isDataUrl ? text.header() : "", bounds, opening);
      while (text.next() >= 0) {
        // The rest of what is damaged.
      }
      return whole;
    } finally {
      bounds.decoding = false;
      text.source.takeBack(text.ahead, text.at);
    }
  }

  private boolean decode(String header, AnswerBounds bounds, Opening opening) throws IOException {
    if (!header.isEmpty() && !DATA_URL.matcher(header).matches()) {
      return false;
    }
    byte[] block = new byte[BLOCK_CHARS];
    int count = fill(block);
    OutputStream place = null;
    while (count > 0) {
      byte[] bytes = decoded(count == BLOCK_CHARS ? block : Arrays.copyOf(block, count));
      if (bytes == null) {
        return false;
      }
      place = place == null ? opening.open() : place;
      bounds.decoded(bytes.length);
      place.write(bytes, 0, bytes.length);
      count = count == BLOCK_CHARS ? fill(block) : 0;
    }
    return true;
  }

  private static byte @Nullable [] decoded(byte[] base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A data URL to its comma, or as much of it as one may have there. */
  private String header() throws IOException {
    StringBuilder header = new StringBuilder();
    int c = ' ';
    while (c >= 0 && c != ',' && header.length() < MAX_HEADER_CHARS) {
      c = next();
      header.append((char) c);
    }
    return header.toString();
  }

  /** Fills a block; how much it has then. Blanks are left out between groups of four. */
  private int fill(byte[] block) throws IOException {
    int count = 0;
    int c = 0;
    while (c >= 0 && count < block.length) {
      c = next();
      if (c > ' ' || (c >= 0 && count % GROUP > 0)) {
        block[count++] = (byte) Math.min(c, NO_BASE64);
      }
    }
    return count;
  }

  /** The next character; -1 at the quote, which is left to the parser. */
  private int next() throws IOException {
    int c = take();
    if (c == '"') {
      at--;
      return -1;
    }
    return c == '\\' ? escaped() : c;
  }

  private int escaped() throws IOException {
    int c = take();
    int code = 0;
    for (int digit = 0; c == 'u' && digit < 4; digit++) {
      code = code << 4 | (Character.digit(take(), 16) & NO_BASE64);
    }
    return c == 'u' ? code : "bfnrt".indexOf(c) < 0 ? c : ' ';
  }

  private int take() throws IOException {
    if (at == ahead.length) {
      char[] block = new char[BLOCK_CHARS];
      int count = source.read(block, 0, BLOCK_CHARS);
      if (count < 0) {
        throw new JsonEOFException(json, JsonToken.VALUE_STRING, "an image breaks off");
      }
      ahead = Arrays.copyOf(block, count);
      at = 0;
    }
    return ahead[at++];
  }
}
