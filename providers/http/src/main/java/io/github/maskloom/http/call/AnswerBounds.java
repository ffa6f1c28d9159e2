package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/**
 * How much one answer may make this side read, do and keep: bytes, of which most belong to images;
 * items; texts. <b>Threads:</b> confined to one.
 */
public final class AnswerBounds {
  /** How long a text may be that is kept. */
  public static final int MAX_TEXT_CHARS = 8 << 10;

  /** Elements and events, of which a true answer has a few dozen at most. */
  private static final int MAX_ITEMS = 1 << 12;

  private static final int MAX_KEPT_CHARS = 1 << 20;
  private static final long MAX_TEXT_BYTES = 16 << 20;

  /** Bytes that are no image, unless said otherwise. */
  public static final long MAX_IDLE_BYTES = 2 * MAX_TEXT_BYTES;

  /** Bytes of base64, with line ends, for each byte of an image, at most. */
  private static final long ENCODED_BYTES = 2;

  private final long maxImageBytes;
  private final long maxBytes;
  private final long maxIdleBytes;
  private long bytes;
  private long imageBytes;
  private int items;
  private int keptChars;

  /** Whether the text that the parser is at is decoded, so that it may have any length. */
  boolean decoding;

  /**
   * Makes the bounds of an answer that holds images in base64 with line ends.
   *
   * @param maxImages how many images and previews the answer may hold, at least 1
   * @param maxImageBytes of each image, decoded
   * @param maxIdleBytes that are no image
   */
  public AnswerBounds(int maxImages, long maxImageBytes, long maxIdleBytes) {
    this.maxIdleBytes = maxIdleBytes;
    this.maxImageBytes = maxImageBytes;
    long room = (Long.MAX_VALUE - MAX_TEXT_BYTES) / ENCODED_BYTES / maxImages;
    maxBytes = MAX_TEXT_BYTES + ENCODED_BYTES * maxImages * Math.min(maxImageBytes, room);
  }

  /** {@return how many bytes an image may have, decoded} */
  public long maxImageBytes() {
    return maxImageBytes;
  }

  /**
   * Counts bytes that were read.
   *
   * @param more how many came
   * @throws AnswerTooLong if the answer has more bytes than all its images and texts may have
   * @throws AnswerTooLong if more than 32 MiB of it are no image, or as many as were set
   */
  public void read(long more) throws AnswerTooLong {
    bytes += more;
    if (bytes > maxBytes) {
      throw new AnswerTooLong("the answer has more than " + maxBytes + " bytes");
    }
    if (bytes - ENCODED_BYTES * imageBytes > maxIdleBytes) {
      throw new AnswerTooLong(
          "the answer has more than " + maxIdleBytes + " bytes that are no image");
    }
  }

  /**
   * Counts bytes of an image that were decoded.
   *
   * @param more how many came
   */
  public void decoded(int more) {
    imageBytes += more;
  }

  /** Whether any byte of an image came. */
  boolean hasImage() {
    return imageBytes > 0;
  }

  /**
   * Counts an element or an event.
   *
   * @throws AnswerTooLong if it is the 4097th
   */
  public void item() throws AnswerTooLong {
    if (++items > MAX_ITEMS) {
      throw new AnswerTooLong("the answer has more than " + MAX_ITEMS + " items");
    }
  }

  /**
   * Says whether a text may be kept until the answer is at its end, and counts it.
   *
   * @param text of any length
   * @return the text; empty if it has more than {@link #MAX_TEXT_CHARS} characters, or all kept
   *     texts would have more than 1,048,576
   */
  public String keep(String text) {
    boolean kept = text.length() <= Math.min(MAX_TEXT_CHARS, MAX_KEPT_CHARS - keptChars);
    keptChars += kept ? text.length() : 0;
    return kept ? text : "";
  }

  /** Hears how many bytes came out of a stream, before its reader has them. */
  interface Counter {
    void count(long bytes) throws IOException;
  }

  /** A stream whose bytes are counted. <b>Threads:</b> confined to one. */
  static final class CountedInput extends FilterInputStream {
    private final Counter counter;

    CountedInput(InputStream in, Counter counter) {
      super(in);
      this.counter = counter;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      counter.count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      counter.count(Math.max(0, count));
      return count;
    }
  }

  /** Says that an answer goes on where no answer does; to a reader of JSON it is broken. */
  static final class AnswerTooLong extends JsonProcessingException {
    @Serial private static final long serialVersionUID = 1L;

    public AnswerTooLong(String message) {
      super(message);
    }
  }
}
