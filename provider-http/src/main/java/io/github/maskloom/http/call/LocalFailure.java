package io.github.maskloom.http.call;

import java.io.IOException;
import java.io.Serial;

/** Wraps what failed on this machine's disk, so that nobody takes it for the network's. */
public final class LocalFailure extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final IOException failure;

  /**
   * Wraps a failure of this machine's disk.
   *
   * @param failure becomes the cause
   */
  public LocalFailure(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  /** {@return the failure that was wrapped} */
  public IOException failure() {
    return failure;
  }
}
