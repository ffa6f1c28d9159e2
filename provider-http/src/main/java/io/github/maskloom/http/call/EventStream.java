package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2.6) without ever holding one: the data of an
 * event is a stream of its own.
 *
 * <p>Lines end with CR, LF or both. Comments and unknown fields are passed over. Two things differ
 * from the standard. An event counts when the stream ends without a blank line. A line that begins
 * with a brace is data, since some gateways report errors so. <b>Memory:</b> 8 KiB. <b>Threads:</b>
 * confined to one.
 */
public final class EventStream {
  private static final int BUFFER_BYTES = 8192;
  private static final int MAX_FIELD_BYTES = 256;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean lineFeedBelongsToLastLine;
  private String name = "";
  private Data data = new Data(State.NO_DATA);

  private enum State {
    NO_DATA,
    IN_LINE,
    AT_LINE_START,
    OVER
  }

  /**
   * Begins a stream of events, and waits for its first byte.
   *
   * @param in stays open
   * @throws IOException if reading fails
   */
  public EventStream(InputStream in) throws IOException {
    this.in = in;
    skipByteOrderMark();
  }

  private void skipByteOrderMark() throws IOException {
    if (peek() == 0xEF) {
      position++;
      // A lone first byte of the mark cannot begin any field, so nothing is lost.
      if (peek() == 0xBB) {
        position++;
      }
      if (peek() == 0xBF) {
        position++;
      }
    }
  }

  /**
   * Goes to the next event that has data, past what is left of the present one.
   *
   * @return false at the end of the stream
   * @throws IOException if reading fails
   */
  public boolean next() throws IOException {
    data.skipRest();
    name = "";
    data = new Data(State.NO_DATA);
    while (data.state == State.NO_DATA) {
      if (peek() == END) {
        return false;
      }
      readLineStart();
    }
    return true;
  }

  /**
   * {@return the event's name; empty if it has none} Certain only after the event's data were read.
   */
  public String name() {
    return name;
  }

  /**
   * {@return the bytes of the present event's data, with lines joined by LF} It is the same stream
   * until {@link #next}. It is empty before the first one. Closing it has no effect.
   */
  public InputStream data() {
    return data;
  }

  /** Reads a line up to the first byte of data, or all of it if it holds none. */
  private void readLineStart() throws IOException {
    int first = peek();
    if (isLineEnd(first)) {
      endLine();
      data.endEvent();
      if (data.state == State.NO_DATA) {
        name = "";
      }
    } else if (first == '{') {
      data.beginLine();
    } else {
      readField();
    }
  }

  private void readField() throws IOException {
    String field = readUntil(':');
    if (peek() == ':') {
      position++;
      if (peek() == ' ') {
        position++;
      }
    }
    if (field.equals("data")) {
      data.beginLine();
      return;
    }
    String value = readUntil(END);
    endLine();
    if (field.equals("event")) {
      name = value;
    }
  }

  /** Reads to a byte or to the line's end, and keeps no more than a field's name can have. */
  private String readUntil(int stop) throws IOException {
    byte[] text = new byte[MAX_FIELD_BYTES];
    int length = 0;
    for (int b = peek(); b != END && b != stop && !isLineEnd(b); b = peek()) {
      if (length < text.length) {
        text[length++] = (byte) b;
      }
      position++;
    }
    return new String(text, 0, length, UTF_8);
  }

  private static boolean isLineEnd(int b) {
    return b == '\n' || b == '\r';
  }

  private void endLine() throws IOException {
    int b = peek();
    if (b != END) {
      position++;
      // Whether LF follows is seen when the next line is read, so that nobody waits for it here.
      lineFeedBelongsToLastLine = b == '\r';
    }
  }

  /** The next byte, which stays; waits for it. */
  private int peek() throws IOException {
    if (!fill()) {
      return END;
    }
    if (lineFeedBelongsToLastLine) {
      lineFeedBelongsToLastLine = false;
      if (buffer[position] == '\n') {
        position++;
        return fill() ? buffer[position] & 0xFF : END;
      }
    }
    return buffer[position] & 0xFF;
  }

  private boolean fill() throws IOException {
    while (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return false;
      }
    }
    return true;
  }

  /** The data of one event. */
  private final class Data extends InputStream {
    private State state;
    private boolean linesBefore;

    Data(State state) {
      this.state = state;
    }

    void beginLine() {
      state = State.IN_LINE;
    }

    void endEvent() {
      if (state == State.AT_LINE_START) {
        state = State.OVER;
      }
    }

    void skipRest() throws IOException {
      byte[] rest = new byte[1024];
      boolean more = state == State.IN_LINE || state == State.AT_LINE_START;
      while (more) {
        more = read(rest, 0, rest.length) >= 0;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? END : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (state == State.IN_LINE || state == State.AT_LINE_START) {
        if (state == State.AT_LINE_START) {
          if (findNextLine()) {
            to[offset] = '\n';
            return 1;
          }
        } else {
          int count = readInLine(to, offset, length);
          if (count > 0) {
            return count;
          }
        }
      }
      return END;
    }

    /** Whether the event goes on with another line of data. */
    private boolean findNextLine() throws IOException {
      if (peek() == END) {
        state = State.OVER;
        return false;
      }
      readLineStart();
      return state == State.IN_LINE && linesBefore;
    }

    private int readInLine(byte[] to, int offset, int length) throws IOException {
      int first = peek();
      if (first == END || isLineEnd(first)) {
        endLine();
        linesBefore = true;
        state = first == END ? State.OVER : State.AT_LINE_START;
        return 0;
      }
      int end = Math.min(limit, position + length);
      int stop = position;
      while (stop < end && !isLineEnd(buffer[stop])) {
        stop++;
      }
      int count = stop - position;
      System.arraycopy(buffer, position, to, offset, count);
      position = stop;
      return count;
    }
  }
}
