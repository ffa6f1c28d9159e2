package io.github.maskloom.http.call;

import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2.6) without ever holding one. What is read is
 * the data of the present event, with lines joined by LF: nothing before the first {@link #next}.
 * Closing has no effect.
 *
 * <p>Lines end with CR, LF or both. Comments and unknown fields are passed over. Two things differ
 * from the standard. An event counts when the stream ends without a blank line. A line that begins
 * with a brace is data, since some gateways report errors so. <b>Memory:</b> 8 KiB. <b>Threads:</b>
 * confined to one.
 */
public final class EventStream extends BlockInputStream {
  private static final ByteString BYTE_ORDER_MARK = ByteString.encodeUtf8("\uFEFF");
  private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");
  private static final int MAX_FIELD_BYTES = 256;
  private static final int END = -1;

  private final BufferedSource in;
  private boolean lineFeedBelongsToLastLine;
  private String name = "";

  /** Whether the next byte is one of data, or ends a line of data. */
  private boolean inData;

  /**
   * Begins a stream of events, and waits for its first byte.
   *
   * @param in stays open
   * @throws IOException if reading fails
   */
  public EventStream(InputStream in) throws IOException {
    this.in = Okio.buffer(Okio.source(in));
    this.in.skip(this.in.rangeEquals(0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.size() : 0);
  }

  /**
   * Goes to the next event that has data, past what is left of the present one.
   *
   * @return false at the end of the stream
   * @throws IOException if reading fails
   */
  public boolean next() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    do {
      name = "";
    } while (!findData() && peek() != END);
    return inData;
  }

  /**
   * {@return the event's name; empty if it has none} Certain only after the event's data were read.
   */
  public String name() {
    return name;
  }

  /** Goes to the event's next line of data, or past the event's end if there is none. */
  private boolean findData() throws IOException {
    inData = false;
    for (int first = peek(); !inData && first != END && !isLineEnd(first); first = peek()) {
      readLineStart(first);
    }
    if (!inData) {
      endLine();
    }
    return inData;
  }

  /** Reads a line up to the first byte of data, or all of it if it holds none. */
  private void readLineStart(int first) throws IOException {
    String field = first == '{' ? "data" : readUntil(':');
    if (peek() == ':') {
      in.skip(1);
      in.skip(peek() == ' ' ? 1 : 0);
    }
    inData = field.equals("data");
    if (!inData) {
      String value = readUntil(END);
      name = field.equals("event") ? value : name;
      endLine();
    }
  }

  /** Reads to a byte or to the line's end, and keeps no more than a field's name can have. */
  private String readUntil(int stop) throws IOException {
    Buffer text = new Buffer();
    for (int b = peek(); b != END && b != stop && !isLineEnd(b); b = peek()) {
      if (text.size() < MAX_FIELD_BYTES) {
        text.writeByte(b);
      }
      in.skip(1);
    }
    return text.readUtf8();
  }

  private static boolean isLineEnd(int b) {
    return b == '\n' || b == '\r';
  }

  private void endLine() throws IOException {
    int b = peek();
    if (b != END) {
      in.skip(1);
      // Whether LF follows is seen when the next line is read, so that nobody waits for it here.
      lineFeedBelongsToLastLine = b == '\r';
    }
  }

  /** The next byte, which stays; waits for it. */
  private int peek() throws IOException {
    if (lineFeedBelongsToLastLine && in.request(1)) {
      lineFeedBelongsToLastLine = false;
      in.skip(in.getBuffer().getByte(0) == '\n' ? 1 : 0);
    }
    return in.request(1) ? in.getBuffer().getByte(0) & 0xFF : END;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0 || !inData) {
      return length == 0 ? 0 : END;
    }
    int first = peek();
    if (first != END && !isLineEnd(first)) {
      long lineEnd = in.getBuffer().indexOfElement(LINE_ENDS);
      long count = lineEnd < 0 ? in.getBuffer().size() : lineEnd;
      return in.read(to, offset, (int) Math.min(length, count));
    }
    endLine();
    to[offset] = '\n';
    return findData() ? 1 : END;
  }
}
