package io.github.maskloom.testing;

import com.google.common.collect.ObjectArrays;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of its own that composites, or restores, the same images many times: one after the
 * other, and all at once under a budget for two of them. Its threads may keep {@value
 * #DIRECT_KIB_OF_THREAD} KiB of direct memory each, or it fails.
 */
public final class CrowdProbe {
  private static final int CALLS = 20;
  private static final int AT_ONCE = 2;
  private static final int DIRECT_KIB_OF_THREAD = 16;

  /** Those of the twenty, of the first of them, of decoders, and of the JDK. */
  private static final int THREADS = CALLS + 5;

  /** What is done with the images. */
  public enum Work {
    COMPOSITE,
    RESTORE
  }

  private final Work work;
  private final ImageSource photo;
  private final ImageSource mask;
  private final Path folder;

  /**
   * What was seen.
   *
   * @param idleBytes heap in use after each of the calls in a row
   * @param declaredBytes what one of them draws
   * @param mostDrawnBytes the most that was drawn while all ran at once
   * @param aloneBytes the most heap that one of them took
   * @param crowdBytes the most that all of them took at once
   */
  public record Figures(
      List<Long> idleBytes,
      long declaredBytes,
      long mostDrawnBytes,
      long aloneBytes,
      long crowdBytes) {}

  private CrowdProbe(Work work, Path folder) {
    this.work = work;
    this.folder = folder;
    photo = ImageSource.of(folder.resolve("photo"));
    mask = ImageSource.of(folder.resolve("mask"));
  }

  /** Runs with the files photo and mask of a folder. */
  public static Figures run(Work work, Path folder) throws IOException, InterruptedException {
    String direct = "-XX:MaxDirectMemorySize=" + THREADS * DIRECT_KIB_OF_THREAD + "k";
    String[] options =
        ObjectArrays.concat(
            ChildJvm.exactCollections(), new String[] {"-Xmx300m", direct}, String.class);
    List<Long> seen =
        Probe.numbers(CrowdProbe.class, folder, List.of(work.name(), folder), options);
    List<Long> sums = seen.subList(CALLS, CALLS + 4);
    return new Figures(seen.subList(0, CALLS), sums.get(0), sums.get(1), sums.get(2), sums.get(3));
  }

  /** Arguments: the work, a folder. */
  public static void main(String[] args) throws IOException {
    new CrowdProbe(Work.valueOf(args[0]), Path.of(args[1])).measure();
  }

  private void measure() throws IOException {
    MemoryBudget unlimited = MemoryBudget.ofBytes(1L << 40);
    for (int i = 0; i < CALLS; i++) {
      workOnce(i, unlimited, CancelSignal.NEVER);
      System.out.println(HeapLooks.idle());
    }
    HeapLooks alone = new HeapLooks(unlimited);
    workOnce(0, unlimited, alone);
    MemoryBudget two = MemoryBudget.ofBytes(AT_ONCE * alone.mostDrawnBytes());
    HeapLooks crowd = new HeapLooks(two);
    workAllAtOnce(two, crowd);
    System.out.println(alone.mostDrawnBytes() + " " + crowd.mostDrawnBytes());
    System.out.println(alone.takenBytes() + " " + crowd.takenBytes());
  }

  private void workOnce(int i, MemoryBudget budget, CancelSignal looks) throws IOException {
    WorkOptions how = WorkOptions.DEFAULT.withBudget(budget).withCancel(looks);
    if (work == Work.COMPOSITE) {
      MaskCompositor.create().withWork(how).composite(photo, mask, target(i));
    } else {
      PhotoRestorer.create().withWork(how).restore(photo, photo, mask, target(i));
    }
  }

  private CompletableFuture<?> workLater(
      int i, MemoryBudget budget, CancelSignal looks, Executor threads) {
    WorkOptions how = WorkOptions.DEFAULT.withBudget(budget).withCancel(looks);
    return work == Work.COMPOSITE
        ? MaskCompositor.create().withWork(how).compositeAsync(photo, mask, target(i), threads)
        : PhotoRestorer.create().withWork(how).restoreAsync(photo, photo, mask, target(i), threads);
  }

  private void workAllAtOnce(MemoryBudget budget, CancelSignal looks) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    try {
      List<CompletableFuture<?>> futures = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        futures.add(workLater(i, budget, looks, threads));
      }
      futures.forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
  }

  private ImageTarget target(int i) {
    return ImageTarget.of(folder.resolve("result-" + i));
  }
}
