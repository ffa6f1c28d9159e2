package io.github.maskloom.testing.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A request and what is answered, as close to the socket as a fault needs. */
public final class Exchange {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String method;
  private final String target;
  private final Map<String, String> headers;
  private @Nullable RequestBody body;
  private boolean answered;

  private Exchange(
      Socket socket, InputStream in, String method, String target, Map<String, String> headers)
      throws IOException {
    this.socket = socket;
    this.in = in;
    this.out = socket.getOutputStream();
    this.method = method;
    this.target = target;
    this.headers = headers;
  }

  /** The first request of a connection, or null if there is none. */
  public static @Nullable Exchange next(Socket socket) throws IOException {
    return read(socket, new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  /** The request after another one of the same connection, or null if there is none. */
  public static @Nullable Exchange next(Socket socket, Exchange before) throws IOException {
    return read(socket, before.in);
  }

  private static @Nullable Exchange read(Socket socket, InputStream in) throws IOException {
    String requestLine = readLine(in);
    if (requestLine.isEmpty()) {
      return null;
    }
    List<String> parts = List.of(requestLine.split(" ", 3));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String line = readLine(in);
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      line = readLine(in);
    }
    return new Exchange(socket, in, parts.get(0), parts.get(1), headers);
  }

  /** A line without its end. Empty at the end of the stream. */
  public static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return line.toString(ISO_8859_1);
  }

  public String method() {
    return method;
  }

  /** Path and query, byte for byte as they were sent. */
  public String target() {
    return target;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** What comes behind the headers. Ends where the request ends. */
  public InputStream body() {
    RequestBody known = body;
    if (known == null) {
      boolean chunked = headers.getOrDefault("Transfer-Encoding", "").contains("chunked");
      long length = Long.parseLong(headers.getOrDefault("Content-Length", "0"));
      known = new RequestBody(in, chunked, length);
      body = known;
    }
    return known;
  }

  /** Answers with a body of known length, after which the connection may be used again. */
  public void respond(int status, Map<String, String> answerHeaders, byte[] bytes)
      throws IOException {
    head(status, answerHeaders, "Content-Length: " + bytes.length);
    out.write(bytes);
    out.flush();
    answered = true;
  }

  /** Answers with these bytes in one write, after which the connection may be used again. */
  public void respondRaw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    answered = true;
  }

  /** Answers with chunks, one per call of the returned stream's write, ended by closing it. */
  public OutputStream respondInChunks(int status, Map<String, String> answerHeaders)
      throws IOException {
    head(status, answerHeaders, "Transfer-Encoding: chunked");
    return new ChunkedOutput(out, () -> answered = true);
  }

  /** Writes status line and headers, and one header more that says how the body ends. */
  public void head(int status, Map<String, String> answerHeaders, String framing)
      throws IOException {
    out.write(headBytes(status, answerHeaders, framing));
    out.flush();
  }

  /** Status line and headers, as they go over the wire. */
  static byte[] headBytes(int status, Map<String, String> answerHeaders, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    answerHeaders.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append(framing).append("\r\n\r\n");
    return head.toString().getBytes(US_ASCII);
  }

  /** Writes bytes, and then others again and again until the client goes. */
  public void writeEndlessly(byte[] start, byte[] more, AtomicLong sent) throws IOException {
    byte[] many = new byte[(1 << 16) / more.length * more.length];
    for (int i = 0; i < many.length; i++) {
      many[i] = more[i % more.length];
    }
    out.write(start);
    while (true) {
      out.write(many);
      sent.addAndGet(many.length);
    }
  }

  /** The bare connection. */
  public OutputStream rawOutput() {
    return out;
  }

  /** Waits until the client closes the connection. */
  public void awaitHangUp() {
    try {
      while (in.read() >= 0) {
        // What still comes is of no interest.
      }
    } catch (IOException e) {
      // A reset is a hang-up too.
    }
  }

  /** Breaks the connection off with a TCP reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Closes the connection in good order. */
  public void hangUp() throws IOException {
    socket.close();
  }

  /** Whether request and answer are complete, so that another request may follow. */
  public boolean finished() throws IOException {
    if (!answered) {
      return false;
    }
    body().transferTo(OutputStream.nullOutputStream());
    return true;
  }

  @Override
  public String toString() {
    return method.toUpperCase(Locale.ROOT) + " " + target;
  }

  /** A request's body, however its end is marked. */
  private static final class RequestBody extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean ended;

    RequestBody(InputStream in, boolean chunked, long length) {
      this.in = in;
      this.chunked = chunked;
      left = chunked ? 0 : length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

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
      if (!chunked || ended) {
        return false;
      }
      left = Long.parseLong(readLine(in), 16);
      if (left == 0) {
        ended = true;
        readLine(in);
      }
      return !ended;
    }
  }

  /** Each write is a chunk on the wire at once. */
  private static final class ChunkedOutput extends OutputStream {
    private final OutputStream out;
    private final Runnable whenDone;

    ChunkedOutput(OutputStream out, Runnable whenDone) {
      this.out = out;
      this.whenDone = whenDone;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

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
      whenDone.run();
    }
  }
}
