package io.github.maskloom.image;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Decodes base64 text, with or without the head of a data URL, as it is read.
 *
 * <p>Stricter than {@code Base64.getMimeDecoder()}, which skips whatever it does not know: anything
 * but the alphabet, white space and right padding is an error that names the character's offset. In
 * a data URL, which is a URL, a character may be percent-encoded (RFC 3986, section 2.1).
 */
final class Base64InputStream extends BlockInputStream {
  private static final String FORMAT = "base64";
  private static final String SCHEME = "data:";
  private static final int MAX_HEAD_CHARS = 1024;

  /** A colon within this many characters ends the scheme of a link, such as {@code https:}. */
  private static final int MAX_SCHEME_CHARS = 8;

  /** White space may be this much more than all other text: far above any line breaks. */
  private static final int SPARE_SPACES = 1 << 16;

  private static final int SPACE = -1;
  private static final int PAD = -2;
  private static final int WRONG = -3;
  private static final byte[] VALUES = values();

  private final Reader text;
  private final char[] chars = new char[8192];
  private int charsStart;
  private int charsEnd;
  private long consumed;
  private long spaces;
  private boolean headRead;
  private boolean isDataUrl;

  /** Sextets of the group of four that is being read, first one highest. */
  private int group;

  private int groupSize;
  private int paddings;
  private boolean ended;
  private boolean failed;

  /** Decoded bytes that the caller has not taken yet, last one lowest. */
  private int pending;

  private int pendingSize;

  Base64InputStream(Reader text) {
    this.text = text;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (failed) {
      throw new IllegalStateException("the text failed to decode before");
    }
    failed = true;
    int count = decode(target, offset, length);
    failed = false;
    return count;
  }

  private int decode(byte[] target, int offset, int length) throws IOException {
    if (!headRead) {
      readHead();
    }
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (pendingSize > 0) {
        pendingSize--;
        target[at++] = (byte) (pending >>> (8 * pendingSize));
      } else if (ended || (charsStart == charsEnd && !fill())) {
        finish();
        break;
      } else {
        at = decodeWholeGroups(target, at, end);
        if (at < end && charsStart < charsEnd) {
          take(chars[charsStart++]);
        }
      }
    }
    return at == offset ? -1 : at - offset;
  }

  /** The fast path: groups of four alphabet characters that lie together in the buffer. */
  private int decodeWholeGroups(byte[] target, int offset, int end) {
    int at = offset;
    int from = charsStart;
    if (groupSize == 0 && paddings == 0) {
      while (from + 4 <= charsEnd && at + 3 <= end) {
        int bits =
            value(chars[from]) << 18
                | value(chars[from + 1]) << 12
                | value(chars[from + 2]) << 6
                | value(chars[from + 3]);
        if (bits < 0) {
          break;
        }
        target[at] = (byte) (bits >> 16);
        target[at + 1] = (byte) (bits >> 8);
        target[at + 2] = (byte) bits;
        at += 3;
        from += 4;
      }
      charsStart = from;
    }
    return at;
  }

  private void take(char c) throws IOException {
    int value = value(c);
    if (value == SPACE) {
      skipSpace();
    } else if (c == '%' && isDataUrl) {
      take(percentDecoded());
    } else {
      takeData(c, value);
    }
  }

  private void skipSpace() {
    spaces++;
    if (spaces > position() - spaces + SPARE_SPACES) {
      throw error("more white space than data");
    }
  }

  /** The character that two hexadecimal digits stand for. */
  private char percentDecoded() throws IOException {
    int high = Character.digit(next(), 16);
    int low = Character.digit(next(), 16);
    int code = high << 4 | low;
    if (code < 0 || code == '%') {
      throw error("a percent sign without the two hexadecimal digits of a base64 character");
    }
    return (char) code;
  }

  private void takeData(char c, int value) {
    if (value == WRONG) {
      throw error(wrong(c));
    }
    if (value == PAD) {
      takePadding();
    } else if (paddings > 0) {
      throw error("text after the padding");
    } else {
      group = group << 6 | value;
      if (++groupSize == 4) {
        pending = group;
        pendingSize = 3;
        groupSize = 0;
        group = 0;
      }
    }
  }

  /** What is wrong about a character that is not of the alphabet. */
  private String wrong(char c) {
    if (c == ':' && position() - spaces <= MAX_SCHEME_CHARS) {
      return "this is a link, not a data URL";
    }
    return c == '-' || c == '_'
        ? "the character belongs to the URL-safe alphabet; the standard one is expected"
        : "a character outside the base64 alphabet";
  }

  private void takePadding() {
    if (groupSize < 2) {
      throw error("padding where none belongs");
    }
    group <<= 6;
    paddings++;
    if (++groupSize == 4) {
      pending = group >>> (8 * paddings);
      pendingSize = 3 - paddings;
      groupSize = 0;
    }
  }

  /** Called at the end of the text, which must not lie inside a group. */
  private void finish() {
    if (!ended) {
      ended = true;
      if (groupSize != 0) {
        throw error("the text ends inside a group of four characters; padding is missing");
      }
    }
  }

  private boolean fill() throws IOException {
    consumed += charsEnd;
    charsStart = 0;
    charsEnd = 0;
    int count = text.read(chars, 0, chars.length);
    while (count == 0) {
      count = text.read(chars, 0, chars.length);
    }
    charsEnd = Math.max(count, 0);
    return count > 0;
  }

  private void readHead() throws IOException {
    headRead = true;
    int c = next();
    while (c >= 0 && value((char) c) == SPACE) {
      skipSpace();
      c = next();
    }
    if (c != 'd' && c != 'D') {
      unread(c);
      return;
    }
    StringBuilder head = new StringBuilder();
    while (c >= 0 && head.length() < SCHEME.length() && isSchemeAt(head.length(), (char) c)) {
      head.append((char) c);
      c = next();
    }
    unread(c);
    if (head.length() == SCHEME.length()) {
      checkMediaType(readToComma());
      isDataUrl = true;
    } else {
      // Bare base64 may begin like the scheme; colons are outside the alphabet, so no doubt
      // remains.
      for (int i = 0; i < head.length(); i++) {
        take(head.charAt(i));
      }
    }
  }

  private static boolean isSchemeAt(int index, char c) {
    return Character.toLowerCase(c) == SCHEME.charAt(index);
  }

  private String readToComma() throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = next(); c != ','; c = next()) {
      if (c < 0 || head.length() == MAX_HEAD_CHARS) {
        throw error("a data URL without the comma that begins its data");
      }
      head.append((char) c);
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }

  private void checkMediaType(String head) {
    String compact = head.replaceAll("\\s", "");
    if (!compact.startsWith("image/")) {
      throw ImageFormatException.at(
          FORMAT, "data URL", SCHEME.length(), "the media type is not an image/ type");
    }
    if (!compact.endsWith(";base64")) {
      throw ImageFormatException.at(
          FORMAT, "data URL", SCHEME.length(), "the data are not declared as ;base64");
    }
  }

  private int next() throws IOException {
    return charsStart < charsEnd || fill() ? chars[charsStart++] : -1;
  }

  private void unread(int c) {
    if (c >= 0) {
      charsStart--;
    }
  }

  /** Characters taken so far. */
  private long position() {
    return consumed + charsStart;
  }

  /** An error at the character taken last. */
  private ImageFormatException error(String rule) {
    return ImageFormatException.at(FORMAT, "", Math.max(0, position() - 1), rule);
  }

  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : WRONG;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) WRONG);
    for (char c : " \t\r\n\f".toCharArray()) {
      values[c] = SPACE;
    }
    values['='] = PAD;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    text.close();
  }
}
