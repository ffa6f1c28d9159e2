package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred people, twenty at a time, each with a photo of twelve megapixels, and a server with
 * 64 MB of heap. Run by {@code -Pload}; takes minutes.
 */
@Tag("load")
class LoadTest {
  private static final int PEOPLE = Integer.getInteger("studio.load.people", 200);
  private static final int AT_ONCE = 20;

  @TempDir Path folder;

  @Test
  void servesEverybodyInSixtyFourMegabytes() throws Exception {
    try (ChildStudio studio =
        ChildStudio.start(folder, "studio.upload.timeout=5m", "studio.upload.max-wait=30s")) {
      Visitors visitors = new Visitors(studio);
      visitors.come(AT_ONCE, AT_ONCE);
      long warmBytes = studio.liveHeapBytes();
      long start = System.nanoTime();
      visitors.come(PEOPLE, AT_ONCE);
      double seconds = (System.nanoTime() - start) / 1e9;
      long endBytes = studio.liveHeapBytes();

      System.out.printf(
          "%d people in %.0f s, %.2f a second; told to come back: %d times;"
              + " live heap %.1f MB before, %.1f MB after%n",
          PEOPLE, seconds, PEOPLE / seconds, visitors.refused(), warmBytes / 1e6, endBytes / 1e6);
      assertThat(studio.isAlive()).isTrue();
      assertThat(endBytes - warmBytes).isLessThan(3_000_000);
    }
  }
}
