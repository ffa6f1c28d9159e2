package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.file.BlockOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request and what is answered, as close to the socket as a fault needs. Only a whole answer lets
 * the connection serve another request: one of {@link #respond}, {@link #respondRaw}, or {@link
 * #respondInChunks} with its stream closed. After any other the server closes it.
 *
 * <p>A client is trusted to write HTTP: a malformed request ends in a runtime exception. To be used
 * on one thread.
 */
public final class Exchange {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String method;
  private final String target;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final InputStream body;
  private boolean answered;

  private Exchange(Socket socket, InputStream in, String requestLine) throws IOException {
    this.socket = socket;
    this.in = in;
    out = socket.getOutputStream();
    List<String> parts = List.of(requestLine.split(" ", 3));
    method = parts.get(0);
    target = parts.get(1);
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    body = new RequestBody();
  }

  /**
   * Reads the head of a connection's next request.
   *
   * @param socket stays open
   * @param in what is left to be read of the socket; the body of the request before was read
   * @return the request, or null if the client has closed the connection without sending one
   * @throws IOException if the connection breaks off
   */
  public static @Nullable Exchange next(Socket socket, InputStream in) throws IOException {
    String requestLine = readLine(in);
    return requestLine.isEmpty() ? null : new Exchange(socket, in, requestLine);
  }

  /**
   * Reads up to the next line feed or the end of a stream, as ISO 8859-1.
   *
   * @param in read byte by byte, and not beyond the line feed; stays open
   * @return the line without carriage returns and line feed; empty for an empty line, and at the
   *     end of the stream
   * @throws IOException if the stream cannot be read
   */
  public static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** {@return the method as it was sent} */
  public String method() {
    return method;
  }

  /** {@return the path and the query, byte for byte as they were sent} */
  public String target() {
    return target;
  }

  /**
   * Finds a header.
   *
   * @param name in whatever case
   * @return the last of this name, or empty if there is none
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** {@return all headers, by name in whatever case; of several of one name the last} No copy. */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * {@return the request's body, without the frames of its chunks; ends where the request ends}
   * Always the same stream. Reading it fails if the request breaks off.
   */
  public InputStream body() {
    return body;
  }

  /**
   * Answers with a body of known length, after which the connection may be used again.
   *
   * @param status of the answer
   * @param answerHeaders by name, without those that say how long the body is
   * @param bytes of the body
   * @throws IOException if the client has gone
   */
  public void respond(int status, Map<String, String> answerHeaders, byte[] bytes)
      throws IOException {
    head(status, answerHeaders, "Content-Length: " + bytes.length);
    respondRaw(bytes);
  }

  /**
   * Answers with any bytes in one write, after which the connection may be used again.
   *
   * @param bytes of head and body
   * @throws IOException if the client has gone
   */
  public void respondRaw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    answered = true;
  }

  /**
   * Answers with a body whose length is not known, after which the connection may be used again.
   *
   * @param status of the answer
   * @param answerHeaders by name, without those that say how long the body is
   * @return the body to write: each write is a chunk on the wire at once; closing it, which is to
   *     be done once, ends the body
   * @throws IOException if the client has gone
   */
  public OutputStream respondInChunks(int status, Map<String, String> answerHeaders)
      throws IOException {
    head(status, answerHeaders, "Transfer-Encoding: chunked");
    return new ChunkedOutput();
  }

  /**
   * Writes status line and headers, for a body that {@link #rawOutput} takes. The connection is
   * closed after this answer.
   *
   * @param status of the answer
   * @param answerHeaders by name
   * @param framing one more header that says how the body ends, such as {@code Content-Length: 7}
   * @throws IOException if the client has gone
   */
  public void head(int status, Map<String, String> answerHeaders, String framing)
      throws IOException {
    out.write(headBytes(status, answerHeaders, framing));
    out.flush();
  }

  /**
   * Writes status line and headers.
   *
   * @param status of the answer
   * @param answerHeaders by name
   * @param framing one more header that says how the body ends
   * @return the bytes, as they go over the wire
   */
  public static byte[] headBytes(int status, Map<String, String> answerHeaders, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    answerHeaders.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append(framing).append("\r\n\r\n");
    return head.toString().getBytes(US_ASCII);
  }

  /** {@return the connection's own stream: bytes go out at once as they are, nothing is checked} */
  public OutputStream rawOutput() {
    return out;
  }

  /** Waits until the client closes the connection, however long. What still comes is dropped. */
  public void awaitHangUp() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A reset is a hang-up too.
    }
  }

  /**
   * Breaks the connection off with a TCP reset.
   *
   * @throws IOException if the socket fails
   */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Closes the connection in good order, whether or not the answer is complete.
   *
   * @throws IOException if the socket fails
   */
  public void hangUp() throws IOException {
    socket.close();
  }

  /**
   * Reads the rest of the request and drops it, if the answer is whole. Else it does nothing.
   *
   * @return whether request and answer are complete, so that another request may follow
   * @throws IOException if the request breaks off
   */
  public boolean finished() throws IOException {
    if (answered) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return answered;
  }

  @Override
  public String toString() {
    return method.toUpperCase(Locale.ROOT) + " " + target;
  }

  /** A request's body, however its end is marked. */
  private final class RequestBody extends BlockInputStream {
    private final boolean chunked =
        headers.getOrDefault("Transfer-Encoding", "").contains("chunked");
    private long left = chunked ? 0 : Long.parseLong(headers.getOrDefault("Content-Length", "0"));
    private boolean ended = !chunked;

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0 && !nextChunk()) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the request ended early");
      }
      left -= count;
      if (chunked && left == 0) {
        readLine(in);
      }
      return count;
    }

    private boolean nextChunk() throws IOException {
      if (!ended) {
        left = Long.parseLong(readLine(in), 16);
        if (left == 0) {
          readLine(in);
          ended = true;
        }
      }
      return !ended;
    }
  }

  /** Each write is a chunk on the wire at once. */
  private final class ChunkedOutput extends BlockOutputStream {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
        out.write(bytes, offset, length);
        out.write("\r\n".getBytes(US_ASCII));
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      out.write("0\r\n\r\n".getBytes(US_ASCII));
      out.flush();
      answered = true;
    }
  }
}
