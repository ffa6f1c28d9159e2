package io.github.maskloom.examples.studio.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * How large a body may be, and how long it may take: images much, everything else little. Threads:
 * safe.
 *
 * @param imageBytes of an image, encoded
 * @param timeout for a whole body
 * @param room bytes that are left for all bodies that are not worked on yet
 */
public record BodyLimits(long imageBytes, Duration timeout, AtomicLong room) {
  private static final Pattern IMAGES =
      Pattern.compile("POST /api/photos/?|PUT /api/photos/[^/]+/mask/?");

  /** For what is around an image in a form, or in JSON. */
  private static final long WRAPPING_BYTES = 64 * 1024;

  private static final long SMALL_BYTES = 16 * 1024;

  /** The largest body that a request may have. */
  long of(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (!IMAGES.matcher(request.getMethod() + " " + path).matches()) {
      return SMALL_BYTES;
    }
    String type = String.valueOf(request.getContentType());
    if (type.startsWith("multipart/")) {
      return imageBytes + WRAPPING_BYTES;
    }
    boolean base64 = type.startsWith("application/json");
    return base64 ? (imageBytes + 2) / 3 * 4 + WRAPPING_BYTES : imageBytes;
  }

  /**
   * What of a body is read that is refused: browsers show the answer only once they have sent
   * everything.
   */
  long readAtMost() {
    return 2 * imageBytes + WRAPPING_BYTES;
  }

  /** Takes room for some more bytes, unless all bodies together have too many. */
  boolean take(long bytes) {
    boolean fits = room.addAndGet(-bytes) >= 0;
    if (!fits) {
      giveBack(bytes);
    }
    return fits;
  }

  void giveBack(long bytes) {
    room.addAndGet(bytes);
  }
}
