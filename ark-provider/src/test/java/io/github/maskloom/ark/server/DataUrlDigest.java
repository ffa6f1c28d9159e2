package io.github.maskloom.ark.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Copies JSON text, and puts a short object where a string holds a data URL: so a request of many
 * images is recorded in a few hundred bytes, whatever their size.
 */
final class DataUrlDigest {
  /** The only member names of such an object. */
  static final String MEDIA_TYPE = "$mediaType";

  static final String BYTES = "$bytes";
  static final String SHA_256 = "$sha256";

  private static final String SCHEME = "data:";
  private static final int LONGEST_MEDIA_TYPE = 100;
  private static final int BLOCK_CHARACTERS = 1 << 16;

  private final ReadAhead in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DataUrlDigest(ReadAhead in) {
    this.in = in;
  }

  /** Reads to the end. */
  static String shorten(InputStream json) throws IOException {
    DataUrlDigest digest = new DataUrlDigest(new ReadAhead(json));
    digest.copy();
    return digest.out.toString(UTF_8);
  }

  private void copy() throws IOException {
    int next = in.read();
    while (next >= 0) {
      if (next == '"') {
        string();
      } else {
        out.write(next);
      }
      next = in.read();
    }
  }

  private void string() throws IOException {
    if (in.skips(SCHEME)) {
      picture();
      return;
    }
    out.write('"');
    int next = needed();
    while (next != '"') {
      out.write(next);
      if (next == '\\') {
        out.write(needed());
      }
      next = needed();
    }
    out.write('"');
  }

  private void picture() throws IOException {
    StringBuilder mediaType = new StringBuilder();
    int next = needed();
    while (next != ';') {
      mediaType.append((char) next);
      if (mediaType.length() > LONGEST_MEDIA_TYPE) {
        throw new IOException("a data URL without the end of its media type");
      }
      next = needed();
    }
    if (!in.skips("base64,")) {
      throw new IOException("a data URL that is not base64");
    }
    MessageDigest sha256 = SentImage.newSha256();
    long bytes = decode(sha256);
    String object =
        "{\"%s\":\"%s\",\"%s\":%d,\"%s\":\"%s\"}"
            .formatted(
                MEDIA_TYPE,
                mediaType,
                BYTES,
                bytes,
                SHA_256,
                HexFormat.of().formatHex(sha256.digest()));
    out.writeBytes(object.getBytes(UTF_8));
  }

  /** Digests what the base64 up to the closing quotation mark, which it takes, decodes to. */
  private long decode(MessageDigest digest) throws IOException {
    byte[] characters = new byte[BLOCK_CHARACTERS];
    long bytes = 0;
    int count = BLOCK_CHARACTERS;
    while (count == BLOCK_CHARACTERS) {
      count = block(characters);
      ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(characters, 0, count));
      bytes += decoded.remaining();
      digest.update(decoded);
    }
    return bytes;
  }

  /** Fills the array, or as much of it as comes before the closing quotation mark. */
  private int block(byte[] characters) throws IOException {
    for (int i = 0; i < characters.length; i++) {
      int next = needed();
      if (next == '"') {
        return i;
      }
      if (next == '\\') {
        next = needed();
      }
      characters[i] = (byte) next;
    }
    return characters.length;
  }

  private int needed() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the JSON ended within a string");
    }
    return next;
  }

  /** Bytes one by one without a lock, as hundreds of megabytes need. */
  private static final class ReadAhead {
    private final InputStream in;
    private final byte[] bytes = new byte[1 << 16];
    private int position;
    private int limit;

    ReadAhead(InputStream in) {
      this.in = in;
    }

    int read() throws IOException {
      if (position == limit) {
        fill(1);
      }
      return position == limit ? -1 : bytes[position++] & 0xFF;
    }

    /** Takes these characters if they come next. */
    boolean skips(String characters) throws IOException {
      fill(characters.length());
      int end = position + characters.length();
      boolean same =
          end <= limit
              && new String(bytes, position, characters.length(), ISO_8859_1).equals(characters);
      position = same ? end : position;
      return same;
    }

    private void fill(int needed) throws IOException {
      if (limit - position >= needed) {
        return;
      }
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      limit -= position;
      position = 0;
      int count = 0;
      while (limit < needed && count >= 0) {
        count = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(count, 0);
      }
    }
  }
}
