package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

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

  private static final int GROUP = 4;
  private static final String SPACES = " \t\r\n\f";
  private static final boolean[] ALPHABET = alphabet();

  private final Reader text;
  private final char[] chars = new char[8192];
  private int charsStart;
  private int charsEnd;
  private long consumed;
  private long spaces;
  private boolean isDataUrl;

  /** Whole groups of four characters, without anything else: a group begins at each fourth byte. */
  private final byte[] block = new byte[8192];

  private final byte[] decoded = new byte[block.length / GROUP * 3];
  private int decodedStart;
  private int decodedEnd;

  private boolean padded;
  private boolean begun;
  private boolean ended;
  private boolean failed;

  Base64InputStream(Reader text) {
    this.text = text;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    checkState(!failed, "the text failed to decode before");
    failed = true;
    while (decodedStart == decodedEnd && !ended) {
      decodeBlock();
    }
    failed = false;
    int count = Math.min(length, decodedEnd - decodedStart);
    System.arraycopy(decoded, decodedStart, target, offset, count);
    decodedStart += count;
    return count == 0 ? -1 : count;
  }

  private void decodeBlock() throws IOException {
    int size = begun ? 0 : readHead();
    begun = true;
    while (size < block.length && !ended) {
      int c = next();
      if (c >= 0) {
        size = plainTaken(taken((char) c, size));
      } else if (size % GROUP == 0) {
        ended = true;
      } else {
        throw error("the text ends inside a group of four characters; padding is missing");
      }
    }
    byte[] whole = size == block.length ? block : Arrays.copyOf(block, size);
    decodedStart = 0;
    decodedEnd = Base64.getDecoder().decode(whole, decoded);
  }

  /** How many characters the block has with this one. */
  private int taken(char found, int size) throws IOException {
    char c = found == '%' && isDataUrl ? percentDecoded() : found;
    if (isPlain(c)) {
      if (padded) {
        throw error("text after the padding");
      }
    } else if (c == '=') {
      if (size % GROUP < 2) {
        throw error("padding where none belongs");
      }
      padded = true;
    } else if (SPACES.indexOf(c) >= 0) {
      skipSpace();
      return size;
    } else {
      throw error(wrong(c));
    }
    block[size] = (byte) c;
    return size + 1;
  }

  /** How many characters the block has with those that follow and are all of the alphabet. */
  private int plainTaken(int size) {
    int end = padded ? charsStart : Math.min(charsEnd, charsStart + block.length - size);
    int from = charsStart;
    int at = size;
    while (from < end && isPlain(chars[from])) {
      block[at++] = (byte) chars[from++];
    }
    charsStart = from;
    return at;
  }

  private static boolean isPlain(char c) {
    return c < ALPHABET.length && ALPHABET[c];
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

  /** What is wrong about a character that is not of the alphabet. */
  private String wrong(char c) {
    if (c == ':' && position() - spaces <= MAX_SCHEME_CHARS) {
      return "this is a link, not a data URL";
    }
    return c == '-' || c == '_'
        ? "the character belongs to the URL-safe alphabet; the standard one is expected"
        : "a character outside the base64 alphabet";
  }

  private boolean fill() throws IOException {
    consumed += charsEnd;
    charsStart = 0;
    int count;
    do {
      count = text.read(chars, 0, chars.length);
    } while (count == 0);
    charsEnd = Math.max(count, 0);
    return count > 0;
  }

  /** How many characters of data were read before it was clear that there is no head. */
  private int readHead() throws IOException {
    int c = next();
    while (c >= 0 && SPACES.indexOf(c) >= 0) {
      skipSpace();
      c = next();
    }
    StringBuilder head = new StringBuilder();
    while (c >= 0 && SCHEME.regionMatches(true, head.length(), Character.toString(c), 0, 1)) {
      head.append((char) c);
      c = next();
    }
    if (c >= 0) {
      charsStart--;
    }
    if (head.length() == SCHEME.length()) {
      checkMediaType(readToComma());
      isDataUrl = true;
      return 0;
    }
    // Bare base64 may begin like the scheme; colons are outside the alphabet, so no doubt remains.
    int size = 0;
    for (int i = 0; i < head.length(); i++) {
      size = taken(head.charAt(i), size);
    }
    return size;
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
    boolean isImage = compact.startsWith("image/");
    if (!isImage || !compact.endsWith(";base64")) {
      String rule =
          isImage ? "the data are not declared as ;base64" : "the media type is not an image/ type";
      throw ImageFormatException.at(FORMAT, "data URL", SCHEME.length(), rule);
    }
  }

  private int next() throws IOException {
    return charsStart < charsEnd || fill() ? chars[charsStart++] : -1;
  }

  /** Characters taken so far. */
  private long position() {
    return consumed + charsStart;
  }

  /** An error at the character taken last. */
  private ImageFormatException error(String rule) {
    return ImageFormatException.at(FORMAT, "", Math.max(0, position() - 1), rule);
  }

  private static boolean[] alphabet() {
    boolean[] alphabet = new boolean[128];
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray()) {
      alphabet[c] = true;
    }
    return alphabet;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    text.close();
  }
}
