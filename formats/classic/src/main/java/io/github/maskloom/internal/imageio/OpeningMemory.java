package io.github.maskloom.internal.imageio;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;

/**
 * Memory for what some images take only while they are opened. It is given back before their caller
 * draws what reading takes, so nobody waits for the one while holding the other.
 *
 * @param budget what is drawn from
 * @param cancel asked while waiting
 */
public record OpeningMemory(MemoryBudget budget, CancelSignal cancel) {
  /** So little is taken without asking. */
  private static final long FREE_BYTES = 64 << 10;

  /** What is learnt while an image is opened. */
  @FunctionalInterface
  public interface Look<T> {
    /** Looks. */
    T at() throws IOException;
  }

  /** Looks at an image while so many bytes are drawn. */
  public <T> T during(long bytes, Look<T> look) throws IOException {
    if (bytes <= FREE_BYTES) {
      return look.at();
    }
    MemoryBudget.Reservation draw = budget.reserve(bytes, cancel);
    try {
      return look.at();
    } finally {
      draw.close();
    }
  }
}
