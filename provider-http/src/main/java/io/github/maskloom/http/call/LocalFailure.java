package io.github.maskloom.http.call;

import java.io.IOException;
import java.io.Serial;

/** Wraps what failed on this machine's disk, so that nobody takes it for the network's. */
public final class LocalFailure extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final IOException failure;

  public LocalFailure(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  /** What failed. */
  public IOException failure() {
    return failure;
  }
}
