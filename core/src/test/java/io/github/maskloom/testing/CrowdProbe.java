package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of its own that makes many composites of the same pictures: one after the other, and
 * all at once under a budget for two of them.
 */
public final class CrowdProbe {
  private static final int CALLS = 20;
  private static final int AT_ONCE = 2;

  private final ImageSource photo;
  private final ImageSource mask;
  private final Path folder;

  /**
   * What was seen.
   *
   * @param idleBytes heap in use after each of the calls in a row
   * @param declaredBytes what one composite draws
   * @param mostDrawnBytes the most that was drawn while all ran at once
   * @param aloneBytes the most heap that one composite took
   * @param crowdBytes the most that all of them took at once
   */
  public record Figures(
      List<Long> idleBytes,
      long declaredBytes,
      long mostDrawnBytes,
      long aloneBytes,
      long crowdBytes) {}

  private CrowdProbe(Path folder) {
    this.folder = folder;
    photo = ImageSource.of(folder.resolve("photo"));
    mask = ImageSource.of(folder.resolve("mask"));
  }

  /** Runs with the files photo and mask of a folder. */
  public static Figures run(Path folder) throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(
            CrowdProbe.class, folder, List.of(folder.toString()), ChildJvm.EXACT_COLLECTIONS);
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      List<Long> idle = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        idle.add(out.nextLong());
      }
      Figures figures =
          new Figures(idle, out.nextLong(), out.nextLong(), out.nextLong(), out.nextLong());
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return figures;
    }
  }

  /** Arguments: a folder. */
  public static void main(String[] args) throws IOException {
    new CrowdProbe(Path.of(args[0])).measure();
  }

  private void measure() throws IOException {
    MemoryBudget unlimited = MemoryBudget.ofBytes(1L << 40);
    for (int i = 0; i < CALLS; i++) {
      composite(i, unlimited, CancelSignal.NEVER);
      System.out.println(HeapLooks.idle());
    }
    HeapLooks alone = new HeapLooks(unlimited);
    composite(0, unlimited, alone);
    MemoryBudget two = MemoryBudget.ofBytes(AT_ONCE * alone.mostDrawnBytes());
    HeapLooks crowd = new HeapLooks(two);
    compositeAllAtOnce(two, crowd);
    System.out.println(alone.mostDrawnBytes() + " " + crowd.mostDrawnBytes());
    System.out.println(alone.takenBytes() + " " + crowd.takenBytes());
  }

  private void composite(int i, MemoryBudget budget, CancelSignal looks) throws IOException {
    compositor(budget, looks).composite(photo, mask, target(i));
  }

  private void compositeAllAtOnce(MemoryBudget budget, CancelSignal looks) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    List<CompletableFuture<CompositeReport>> futures = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      futures.add(compositor(budget, looks).compositeAsync(photo, mask, target(i), threads));
    }
    futures.forEach(CompletableFuture::join);
    threads.shutdown();
  }

  private static MaskCompositor compositor(MemoryBudget budget, CancelSignal looks) {
    return MaskCompositor.builder().budget(budget).cancel(looks).build();
  }

  private ImageTarget target(int i) {
    return ImageTarget.of(folder.resolve("result-" + i));
  }
}
