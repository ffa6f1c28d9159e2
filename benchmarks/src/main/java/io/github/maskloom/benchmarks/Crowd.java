package io.github.maskloom.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many pieces of work at once in one process, to be measured from outside. Each waits in its midst
 * until all have come so far: whatever one holds, all hold it at the same time.
 */
public final class Crowd {
  private static final int MINUTES = 5;

  /** By then both images of a composite are open, and rows have been read and written. */
  private static final int QUESTIONS_BEFORE_THE_MIDST = 40;

  private final Phaser midst;
  private final AtomicInteger met = new AtomicInteger();

  Crowd(int jobs) {
    midst = new Phaser(jobs);
  }

  /**
   * Prints how many were at work at once.
   *
   * @param args {@code maskloom} or {@code java2d} for composites, {@code fusion} for fusions that
   *     wait for a model; photo, mask, a folder for the results, jobs
   * @throws Exception if a job fails
   */
  public static void main(String[] args) throws Exception {
    int jobs = Integer.parseInt(args[4]);
    int met = run(args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), jobs);
    System.out.println("at_once=" + met);
  }

  static int run(String kind, Path photo, Path mask, Path folder, int jobs)
      throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(folder);
    Crowd crowd = new Crowd(jobs);
    switch (kind) {
      case "maskloom" -> crowd.run(result -> crowd.composite(photo, mask, result), folder);
      case "java2d" ->
          crowd.run(
              result ->
                  Images.write(Java2dRoute.composite(photo, mask, crowd::meet), "png", result),
              folder);
      case "fusion" -> crowd.fuse(photo, mask, folder);
      default -> throw new IllegalArgumentException("there is no work " + kind);
    }
    return crowd.met.get();
  }

  private void composite(Path photo, Path mask, Path result) throws IOException {
    MaskCompositor.create()
        .withWork(WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(new Meeting()))
        .composite(photo, mask, result);
  }

  private void fuse(Path photo, Path mask, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    int jobs = midst.getRegisteredParties();
    FusionConfig config = FusionConfig.builder().maxConcurrent(jobs).tempFolder(folder).build();
    FusionRequest request =
        FusionRequest.builder(photo).mask(mask).prompt("a sofa").wholeAnswer().build();
    // They come one after another, as requests do: what is shown is what waiting takes.
    Semaphore door = new Semaphore(1);
    Runnable model =
        () -> {
          door.release();
          meet();
        };
    try (FusionClient client = FusionClient.open(new WaitingProvider(model), config)) {
      run(
          result -> {
            door.acquireUninterruptibly();
            try (FusionResult fused = client.fuse(request)) {
              fused.image().writeTo(result);
            } finally {
              door.release();
            }
          },
          folder);
    }
  }

  /** If one fails, all do: every failure is told, so the cause is among them. */
  void run(Job job, Path folder) throws InterruptedException, ExecutionException {
    int jobs = midst.getRegisteredParties();
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int number = 0; number < jobs; number++) {
        Path result = folder.resolve(number + ".png");
        all.add(() -> attend(job, result));
      }
      List<ExecutionException> failures = new ArrayList<>();
      for (Future<Void> end : threads.invokeAll(all)) {
        try {
          end.get();
        } catch (ExecutionException e) {
          failures.add(e);
        }
      }
      if (!failures.isEmpty()) {
        ExecutionException first = failures.remove(0);
        failures.forEach(first::addSuppressed);
        throw first;
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * If one fails, the others would wait for it in vain, and so would those to come: none waits any
   * more.
   */
  private @Nullable Void attend(Job job, Path result) throws IOException {
    try {
      job.run(result);
      return null;
    } catch (IOException | RuntimeException | Error e) {
      midst.forceTermination();
      throw e;
    }
  }

  void meet() {
    try {
      int phase = midst.awaitAdvanceInterruptibly(midst.arrive(), MINUTES, TimeUnit.MINUTES);
      checkState(phase >= 0, "another one failed");
      met.incrementAndGet();
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("the others did not come", e);
    }
  }

  @FunctionalInterface
  interface Job {
    void run(Path result) throws IOException;
  }

  /** Where one composite waits for all others, once; the compositor asks it again and again. */
  private final class Meeting implements CancelSignal {
    private int questions;

    @Override
    public boolean isCancelled() {
      questions++;
      if (questions == QUESTIONS_BEFORE_THE_MIDST) {
        meet();
      }
      return false;
    }
  }
}
