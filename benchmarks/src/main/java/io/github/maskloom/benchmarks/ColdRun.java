package io.github.maskloom.benchmarks;

import java.nio.file.Path;

/** One composite in a fresh JVM, to be measured from outside. */
public final class ColdRun {
  private ColdRun() {}

  /**
   * Does the job and ends.
   *
   * @param args {@code maskloom} or {@code java2d}, photo, mask, result
   * @throws Exception if the job fails
   */
  public static void main(String[] args) throws Exception {
    Work.of(args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3])).run();
  }
}
