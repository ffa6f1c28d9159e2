package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a main class as a process of its own to its end, and reads what it printed. */
public final class Probe {
  private Probe() {}

  /** The lines that it printed. */
  public static List<String> lines(
      Class<?> main, Path temporaryFolder, List<?> arguments, String... options)
      throws IOException, InterruptedException {
    return said(
        ChildJvm.start(
            main, temporaryFolder, arguments.stream().map(String::valueOf).toList(), options));
  }

  /** All numbers that it printed in lines of numbers only. */
  public static List<Long> numbers(
      Class<?> main, Path temporaryFolder, List<?> arguments, String... options)
      throws IOException, InterruptedException {
    return numbers(lines(main, temporaryFolder, arguments, options));
  }

  static List<Long> numbers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches("[-\\d ]+"))
        .flatMap(line -> Stream.of(line.split(" ", -1)))
        .map(Long::valueOf)
        .toList();
  }

  static List<String> said(Process child) throws IOException, InterruptedException {
    List<String> lines = new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList();
    if (child.waitFor() != 0) {
      throw new AssertionError("the probe failed with " + child.exitValue());
    }
    return lines;
  }
}
