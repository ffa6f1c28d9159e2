package io.github.maskloom.http.call;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/** Wraps what failed on this machine's disk, so that nobody takes it for the network's. */
public final class LocalFailure extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Wraps a failure of this machine's disk.
   *
   * @param failure becomes the cause
   */
  public LocalFailure(IOException failure) {
    super(failure);
  }

  /** Work on this machine's disk that has a result. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Work on this machine's disk. */
  interface Step {
    void run() throws IOException;
  }

  /** Works on this machine's disk. */
  static <T> T during(Work<T> work) throws LocalFailure {
    try {
      return work.run();
    } catch (LocalFailure e) {
      throw e;
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  /** Works on this machine's disk. */
  static void during(Step step) throws LocalFailure {
    during(
        () -> {
          step.run();
          return true;
        });
  }

  /** {@return the failure that was wrapped} */
  public IOException failure() {
    return (IOException) Objects.requireNonNull(getCause());
  }
}
