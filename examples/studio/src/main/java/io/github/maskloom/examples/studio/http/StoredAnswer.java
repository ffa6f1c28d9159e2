package io.github.maskloom.examples.studio.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * An answer that is kept until it is complete: a little of it in memory, more in a file, and what
 * is a file already stays where it is.
 */
public final class StoredAnswer extends HttpServletResponseWrapper implements AutoCloseable {
  private static final int MEMORY_BYTES = 16 * 1024;

  private final Supplier<Path> files;
  private final Body body = new Body();
  private @Nullable PrintWriter writer;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path spilled;
  private @Nullable OutputStream spill;
  private @Nullable InputStream given;
  private long bytes;
  private boolean refused;

  StoredAnswer(HttpServletResponse response, Supplier<Path> files) {
    super(response);
    this.files = files;
  }

  /** Has the answer hold a file, which may be deleted from then on. */
  public static void send(Path file, HttpServletResponse response) throws IOException {
    StoredAnswer answer = Objects.requireNonNull(of(response));
    answer.given = Files.newInputStream(file);
    answer.bytes = Files.size(file);
  }

  /** What takes bytes at once, for answers that are never complete. */
  public static HttpServletResponse unstored(HttpServletResponse response) {
    StoredAnswer answer = Objects.requireNonNull(of(response));
    return (HttpServletResponse) answer.getResponse();
  }

  private static @Nullable StoredAnswer of(ServletResponse response) {
    return WebUtils.getNativeResponse(response, StoredAnswer.class);
  }

  /** Whether something is left to be done, which is not so once the container shows an error. */
  boolean isToBeSent() {
    return !refused && !super.isCommitted();
  }

  long bytes() {
    return bytes;
  }

  /** The bytes, once, for a reader that closes them. */
  InputStream open() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    if (given != null) {
      InputStream file = given;
      given = null;
      return file;
    }
    if (spilled != null && spill != null) {
      spill.close();
      return Files.newInputStream(spilled);
    }
    return new ByteArrayInputStream(memory.toByteArray());
  }

  private void write(byte[] source, int offset, int length) throws IOException {
    bytes += length;
    if (spill == null && bytes > MEMORY_BYTES) {
      spilled = files.get();
      spill = Files.newOutputStream(spilled);
      memory.writeTo(spill);
      memory = new ByteArrayOutputStream(0);
    }
    if (spill == null) {
      memory.write(source, offset, length);
    } else {
      spill.write(source, offset, length);
    }
  }

  /** Deletes its file, which whoever reads it keeps until the end. */
  @Override
  public void close() throws IOException {
    if (given != null) {
      given.close();
    }
    if (spill != null) {
      spill.close();
    }
    if (spilled != null) {
      Files.deleteIfExists(spilled);
    }
  }

  // What the studio, or Spring, does to an answer

  @Override
  public ServletOutputStream getOutputStream() {
    return body;
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(body, UTF_8));
    }
    return writer;
  }

  @Override
  public void flushBuffer() {
    // It goes once it is complete.
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    memory.reset();
    bytes = 0;
  }

  @Override
  public void reset() {
    super.reset();
    SecurityHeaders.set(this);
    memory.reset();
    bytes = 0;
  }

  @Override
  public void sendError(int status) throws IOException {
    refused = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    refused = true;
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    refused = true;
    super.sendRedirect(location);
  }

  private final class Body extends ServletOutputStream {
    @Override
    public void write(int b) throws IOException {
      StoredAnswer.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      StoredAnswer.this.write(source, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("the answer is kept");
    }
  }
}
