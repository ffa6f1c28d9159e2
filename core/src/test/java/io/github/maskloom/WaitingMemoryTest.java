package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.SyntheticRows;
import io.github.maskloom.testing.WaitingProbe;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap of composites that wait for their share of a budget. */
class WaitingMemoryTest {
  private static final long MAX_BYTES = 20_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void oneThatWaitsHoldsNextToNothing(String format) throws Exception {
    OutputFormat photoFormat = format.equals("png") ? OutputFormat.PNG : OutputFormat.JPEG;
    Path photo = SyntheticRows.photo(4_000, 100).write(photoFormat, folder.resolve("photo"));
    Path mask = SyntheticRows.mask(4_000, 100).write(OutputFormat.PNG, folder.resolve("mask"));

    long bytes = WaitingProbe.run(photo, mask, folder);

    System.out.printf("a composite of a %s that waits: %d bytes of heap%n", format, bytes);
    assertThat(bytes).isBetween(1L, MAX_BYTES);
  }
}
