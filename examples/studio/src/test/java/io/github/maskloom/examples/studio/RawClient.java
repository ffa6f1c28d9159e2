package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A client that sends what it likes, as slowly as it likes, and reads no more than it must. */
@NullMarked
final class RawClient implements AutoCloseable {
  private static final int SMALL_WINDOW = 2048;

  private final Socket socket = new Socket();

  RawClient(int port) throws IOException {
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("localhost", port));
  }

  /** All that a server answers to a request without a body. */
  static String answer(StudioClient server, String requestLine, String... headers)
      throws IOException {
    return answer(server, requestLine, new byte[0], headers);
  }

  /** All that a server answers to a request. */
  static String answer(StudioClient server, String requestLine, byte[] body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Connection: close");
    if (all.stream().noneMatch(header -> header.startsWith("Content-Length"))) {
      all.add("Content-Length: " + body.length);
    }
    try (RawClient client = new RawClient(server.port())) {
      return client.send(requestLine, all.toArray(String[]::new)).bytes(body).answer();
    }
  }

  /** A request line and its headers. */
  RawClient send(String requestLine, String... headers) throws IOException {
    List<String> head = new ArrayList<>(List.of(headers));
    if (head.stream().noneMatch(header -> header.startsWith("Host:"))) {
      head.add("Host: localhost");
    }
    String lines = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", head);
    return bytes((lines + "\r\n\r\n").getBytes(UTF_8));
  }

  RawClient bytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a byte, if anybody takes it. */
  void drip() {
    try {
      bytes((byte) ' ');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Ends the drips.
    }
  }

  /** Reads a byte, if there is one. */
  void sip() throws IOException {
    socket.setSoTimeout(1);
    try {
      if (socket.getInputStream().read() < 0) {
        throw new EOFException();
      }
    } catch (SocketTimeoutException e) {
      // There is none yet.
    }
  }

  /** Whether the server has not hung up; sends a byte to know, as reading would take long. */
  boolean isConnected() {
    try {
      bytes((byte) ' ');
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the server says until it closes the connection. */
  String answer() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  /** The first line of what the server says. */
  String statusLine() throws IOException {
    return new String(socket.getInputStream().readNBytes(12), UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
