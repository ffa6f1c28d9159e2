package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.Bomb;
import io.github.maskloom.testing.BombProbe;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of few bytes that state a gigapixel are refused before anything of that size is done. */
class BombTest {
  private static final long MAX_ALLOCATED_BYTES = 1_000_000;

  @ParameterizedTest
  @EnumSource
  void isRefusedWithLittleMemory(Bomb bomb, @TempDir Path folder) throws Exception {
    BombProbe.Cost cost = BombProbe.run(bomb, folder);

    System.out.println(bomb + ": " + cost);
    assertThat(cost.allocatedBytes()).isBetween(1L, MAX_ALLOCATED_BYTES);
    assertThat(folder).isEmptyDirectory();
  }
}
