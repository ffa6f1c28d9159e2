package io.github.maskloom.examples.studio.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A request whose body is on disk. */
final class ReceivedRequest extends HttpServletRequestWrapper implements AutoCloseable {
  private final long bytes;
  private final ServletInputStream body;

  ReceivedRequest(HttpServletRequest request, Path file, long bytes) throws IOException {
    super(request);
    this.bytes = bytes;
    body = new StoredBody(Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  @Override
  public ServletInputStream getInputStream() {
    return body;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(body, UTF_8));
  }

  @Override
  public long getContentLengthLong() {
    return bytes;
  }

  @Override
  public int getContentLength() {
    return (int) bytes;
  }

  private static final class StoredBody extends ServletInputStream {
    private final InputStream in;

    StoredBody(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is there");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
