package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Bomb;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.Probe;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of few bytes that state a gigapixel are refused before anything of that size is done. */
class BombTest {
  private static final long MAX_ALLOCATED_BYTES = 1_000_000;

  @ParameterizedTest
  @EnumSource
  void isRefusedWithLittleMemory(Bomb bomb, @TempDir Path folder) throws Exception {
    // Without allocation buffers of threads the heap in use tells every byte.
    List<Long> seen =
        Probe.numbers(
            Child.class, folder, List.of(bomb.name()), "-XX:+UseSerialGC", "-XX:-UseTLAB");

    System.out.printf("%s: bytes of the file, bytes allocated, microseconds: %s%n", bomb, seen);
    assertThat(seen.get(1)).isBetween(1L, MAX_ALLOCATED_BYTES);
    assertThat(folder).isEmptyDirectory();
  }

  /** Reads a bomb and says what that took when it had been done some times before. */
  static final class Child {
    private static final int WARM_UP = 3;

    private Child() {}

    /** Argument: a bomb's name. */
    public static void main(String[] args) throws IOException {
      byte[] bomb = Bomb.valueOf(args[0]).file();
      byte[] mask = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();
      for (int i = 0; i < WARM_UP; i++) {
        refuse(bomb, mask);
      }
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      long used = runtime.totalMemory() - runtime.freeMemory();
      long start = System.nanoTime();
      refuse(bomb, mask);
      long nanos = System.nanoTime() - start;
      long allocated = runtime.totalMemory() - runtime.freeMemory() - used;
      System.out.println(bomb.length + " " + allocated + " " + nanos / 1000);
    }

    private static void refuse(byte[] bomb, byte[] mask) throws IOException {
      try {
        MaskCompositor.create().composite(ImageSource.of(bomb), ImageSource.of(mask), Made.NOWHERE);
      } catch (ImageException e) {
        return;
      }
      throw new AssertionError("the bomb was read");
    }
  }
}
