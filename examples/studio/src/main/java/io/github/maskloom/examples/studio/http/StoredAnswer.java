package io.github.maskloom.examples.studio.http;

import com.google.common.io.FileBackedOutputStream;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/**
 * An answer that is kept until it is complete: a little of it in memory, more in a file, and what
 * is a file already stays where it is.
 */
public final class StoredAnswer extends HttpServletResponseWrapper implements OutgoingBody.Chunks {
  private static final int MEMORY_BYTES = 16 * 1024;
  private static final int CHUNK_BYTES = 8 * 1024;
  private static final Pattern TEXT = Pattern.compile("(text/|application/json|image/svg).*");

  private final FileBackedOutputStream content = new FileBackedOutputStream(MEMORY_BYTES);
  private final Body body = new Body();
  private @Nullable InputStream in;
  private long bytes;

  private StoredAnswer(HttpServletResponse response) {
    super(response);
  }

  /**
   * Sends answers once they are complete, as fast as their readers take them and without a thread
   * that waits for those.
   *
   * @param timeout after which a reader that has not taken an answer is hung up on
   */
  public static Filter filter(Duration timeout) {
    return (request, response, chain) -> {
      StoredAnswer answer = new StoredAnswer((HttpServletResponse) response);
      boolean sent = false;
      try {
        chain.doFilter(request, answer);
        if (!request.isAsyncStarted() && !response.isCommitted()) {
          answer.complete((HttpServletRequest) request);
          OutgoingBody.send(answer, request, response, timeout);
          sent = true;
        }
      } finally {
        if (!sent) {
          answer.close();
        }
      }
    };
  }

  /** Has the answer hold a file, which may be deleted from then on. */
  public static void send(Path file, HttpServletResponse response) throws IOException {
    StoredAnswer answer = of(response);
    answer.in = Files.newInputStream(file);
    answer.bytes = Files.size(file);
  }

  /** What takes bytes at once, for answers that are never complete. */
  public static HttpServletResponse unstored(HttpServletResponse response) {
    return (HttpServletResponse) of(response).getResponse();
  }

  private static StoredAnswer of(HttpServletResponse response) {
    return Objects.requireNonNull(WebUtils.getNativeResponse(response, StoredAnswer.class));
  }

  /** Ends the answer, and tells in its head how many bytes it has. */
  void complete(HttpServletRequest request) throws IOException {
    if (in == null) {
      compress(request);
      in = content.asByteSource().openStream();
      bytes = content.asByteSource().size();
    }
    boolean head = "HEAD".equals(request.getMethod());
    if (!head || bytes > 0) {
      setContentLengthLong(bytes);
    }
    if (head) {
      in.close();
      in = InputStream.nullInputStream();
    }
  }

  @Override
  public byte[] next() throws IOException {
    return Objects.requireNonNull(in).readNBytes(CHUNK_BYTES);
  }

  /**
   * Text is sent compressed to browsers that take it so. It is compressed before it is sent: a
   * compressor for each connection would be memory that slow clients could hold.
   */
  private void compress(HttpServletRequest request) throws IOException {
    boolean isText = TEXT.matcher(String.valueOf(getContentType())).matches();
    if (!isText || getStatus() != SC_OK || content.asByteSource().isEmpty()) {
      return;
    }
    addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (encodings != null && encodings.contains("gzip")) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(compressed)) {
        content.asByteSource().copyTo(zip);
      }
      content.reset();
      compressed.writeTo(content);
      setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
  }

  /** Deletes what it keeps. */
  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    content.reset();
  }

  // What the studio, or Spring, does to an answer

  @Override
  public ServletOutputStream getOutputStream() {
    return body;
  }

  @Override
  public PrintWriter getWriter() {
    throw new IllegalStateException("Spring writes bytes");
  }

  @Override
  public void flushBuffer() {
    // It goes once it is complete.
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    discard();
  }

  @Override
  public void reset() {
    super.reset();
    FrontDoor.secure(this);
    discard();
  }

  private void discard() {
    try {
      content.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Body extends ServletOutputStream {
    @Override
    public void write(int b) throws IOException {
      content.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      content.write(source, offset, length);
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
