package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.maskloom.http.call.LocalFailure.Work;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a JSON object in UTF-8. An image in it, in base64 alone or in a data URL, is read
 * past the parser, which then is at the quote that ends it. So one that is damaged costs no other.
 * <b>Memory:</b> a few blocks of 8 KiB. <b>Threads:</b> confined to one.
 */
final class AnswerText extends Reader {
  private static final int GROUP = 4;
  private static final int BLOCK_CHARS = GROUP << 10;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final String DATA = "data:";

  /** What a link begins with. No base64 has a colon. */
  private static final Set<String> LINKS = Set.of("http:", "https:");

  private static final int MAX_SCHEME_CHARS = 6;
  private static final Pattern DATA_URL = Pattern.compile(DATA + "[^,]{0,128};base64,");
  private static final int MAX_HEADER_CHARS = 160;

  /** Stands for all characters that base64 has not. */
  private static final int NO_BASE64 = 0x7F;

  private final Reader in;
  private String ahead = "";
  private int at;
  private boolean begun;
  private @Nullable JsonParser json;

  private AnswerText(FirstObject object) {
    in = new InputStreamReader(object, UTF_8);
  }

  /** A parser of an object. */
  static JsonParser parser(FirstObject object) throws IOException {
    return AnswerReader.JSON.createParser(new AnswerText(object));
  }

  /** What comes behind the token of a parser, which gives back what it has read ahead. */
  private static AnswerText behind(JsonParser json) throws IOException {
    AnswerText text = (AnswerText) json.getInputSource();
    StringWriter released = new StringWriter();
    json.releaseBuffered(released);
    text.putBack(released.toString());
    text.json = json;
    return text;
  }

  private void putBack(String chars) {
    ahead = chars + ahead.substring(at);
    at = 0;
  }

  /**
   * Whether the text that the parser is at links an image, and does not hold it. It stays unread.
   *
   * @param ofLinks whether it stands where links do, so that it is one unless it is a data URL
   */
  static boolean isLink(JsonParser json, boolean ofLinks) throws IOException {
    String start = start(json);
    return ofLinks ? !start.equals(DATA) : LINKS.contains(start);
  }

  /** The scheme of a URL with its colon, or at most six other characters, which stay unread. */
  private static String start(JsonParser json) throws IOException {
    AnswerText text = behind(json);
    StringBuilder start = new StringBuilder();
    char c = ' ';
    while (start.length() < MAX_SCHEME_CHARS && c != ':' && c != '"' && text.hasMore()) {
      c = text.ahead.charAt(text.at++);
      start.append(c);
    }
    text.putBack(start.toString());
    return start.toString();
  }

  /**
   * Decodes the text that the parser is at.
   *
   * @param bounds count the bytes of the image
   * @param opening called once the first byte is there: an empty text is no image
   * @return whether all of it is base64
   * @throws JsonEOFException if the text has no end
   */
  static boolean decode(JsonParser json, AnswerBounds bounds, Work<OutputStream> opening)
      throws IOException {
    boolean isDataUrl = start(json).equals(DATA);
    AnswerText text = behind(json);
    bounds.decoding = true;
    try {
      boolean whole = text.decode(isDataUrl ? text.header() : "", bounds, opening);
      while (text.next() >= 0) {
        // The rest of what is damaged.
      }
      return whole;
    } finally {
      bounds.decoding = false;
    }
  }

  private boolean decode(String header, AnswerBounds bounds, Work<OutputStream> opening)
      throws IOException {
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
      place = place == null ? opening.run() : place;
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
    if (!hasMore()) {
      throw new JsonEOFException(json, JsonToken.VALUE_STRING, "an image breaks off");
    }
    return ahead.charAt(at++);
  }

  private boolean hasMore() throws IOException {
    if (at == ahead.length()) {
      char[] block = new char[BLOCK_CHARS];
      int count = Math.max(0, in.read(block));
      block[0] = !begun && block[0] == BYTE_ORDER_MARK ? ' ' : block[0];
      begun = true;
      ahead = new String(block, 0, count);
      at = 0;
    }
    return at < ahead.length();
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, ahead.length() - at);
    ahead.getChars(at, at + count, to, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {}
}
