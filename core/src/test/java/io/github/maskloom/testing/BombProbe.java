package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** A process of its own that reads a bomb and says what that took. */
public final class BombProbe {
  private static final int WARM_UP = 3;

  private final byte[] bomb;
  private final byte[] mask = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();

  private BombProbe(byte[] bomb) {
    this.bomb = bomb;
  }

  /** What refusing took when it had been done some times before. */
  public record Cost(int fileBytes, long allocatedBytes, long micros) {}

  /** Runs a probe. */
  public static Cost run(Bomb bomb, Path temporaryFolder) throws IOException, InterruptedException {
    // Without allocation buffers of threads the heap in use tells every byte.
    Process child =
        ChildJvm.start(
            BombProbe.class,
            temporaryFolder,
            List.of(bomb.name()),
            "-XX:+UseSerialGC",
            "-XX:-UseTLAB");
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      Cost cost = new Cost(out.nextInt(), out.nextLong(), out.nextLong());
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return cost;
    }
  }

  /** Argument: a bomb's name. */
  public static void main(String[] args) throws IOException {
    new BombProbe(Bomb.valueOf(args[0]).file()).measure();
  }

  private void measure() throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      refuse();
    }
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    long used = runtime.totalMemory() - runtime.freeMemory();
    long start = System.nanoTime();
    refuse();
    long nanos = System.nanoTime() - start;
    long allocated = runtime.totalMemory() - runtime.freeMemory() - used;
    System.out.println(bomb.length + " " + allocated + " " + nanos / 1000);
  }

  private void refuse() throws IOException {
    try {
      MaskCompositor.create()
          .composite(
              ImageSource.of(bomb),
              ImageSource.of(mask),
              ImageTarget.of(OutputStream.nullOutputStream()));
    } catch (ImageException e) {
      return;
    }
    throw new AssertionError("the bomb was read");
  }
}
