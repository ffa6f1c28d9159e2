package io.github.maskloom.internal.imageio;

import com.google.common.base.Throwables;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what our own code threw beneath a codec of the JDK, so that it comes out unchanged whatever
 * the codec makes of it on the way.
 */
public final class FirstFailure {
  private @Nullable Throwable failure;

  /** Keeps a failure that is about to be thrown, unless there was one before. */
  public void keep(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Throws what was kept, an IOException or unchecked, if anything. */
  public void rethrow() throws IOException {
    if (failure != null) {
      Throwables.throwIfInstanceOf(failure, IOException.class);
      Throwables.throwIfUnchecked(failure);
    }
  }
}
