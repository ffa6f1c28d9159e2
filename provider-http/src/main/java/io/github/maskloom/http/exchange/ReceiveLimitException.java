package io.github.maskloom.http.exchange;

import java.io.IOException;
import java.io.Serial;

/** Says that a peer sends and sends, but nothing of what was asked for. */
public final class ReceiveLimitException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public ReceiveLimitException(long bytes) {
    super(bytes + " bytes came, and not one of a body");
  }

  /** Whether this is why something failed. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ReceiveLimitException) {
        return true;
      }
    }
    return false;
  }
}
