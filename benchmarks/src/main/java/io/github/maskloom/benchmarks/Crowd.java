package io.github.maskloom.benchmarks;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many composites at once in one process, to be measured from outside. Each waits in its midst
 * until all have come so far: whatever a composite holds, all hold it at the same time.
 */
public final class Crowd {
  private static final int MINUTES = 5;

  /** By then both pictures of a composite are open, and rows have been read and written. */
  private static final int QUESTIONS_BEFORE_THE_MIDST = 40;

  private final CyclicBarrier midst;

  private Crowd(int jobs) {
    midst = new CyclicBarrier(jobs);
  }

  /**
   * Prints how many composites were at work at once.
   *
   * @param args {@code maskloom} or {@code java2d}, photo, mask, a folder for the results, jobs
   */
  public static void main(String[] args) throws Exception {
    int jobs = Integer.parseInt(args[4]);
    int met = run(args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), jobs);
    System.out.println("at_once=" + met);
  }

  static int run(String peer, Path photo, Path mask, Path folder, int jobs)
      throws IOException, InterruptedException, ExecutionException {
    return new Crowd(jobs).run(peer, photo, mask, folder);
  }

  private int run(String peer, Path photo, Path mask, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(folder);
    int jobs = midst.getParties();
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Boolean>> ends = new ArrayList<>();
      for (int job = 0; job < jobs; job++) {
        Path result = folder.resolve(job + ".png");
        ends.add(threads.submit(() -> composite(peer, photo, mask, result)));
      }
      return met(ends);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Where one fails, others wait in vain: all failures are told, so the cause is among them. */
  private static int met(List<Future<Boolean>> ends)
      throws InterruptedException, ExecutionException {
    int met = 0;
    List<ExecutionException> failures = new ArrayList<>();
    for (Future<Boolean> end : ends) {
      try {
        met += end.get() ? 1 : 0;
      } catch (ExecutionException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      ExecutionException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
    return met;
  }

  /** Whether it waited for the others while it was at work. */
  private boolean composite(String peer, Path photo, Path mask, Path result) throws IOException {
    Meeting meeting = new Meeting(midst);
    try {
      composite(peer, photo, mask, result, meeting);
      return meeting.held;
    } finally {
      if (!meeting.held) {
        // The others would wait for it in vain.
        midst.reset();
      }
    }
  }

  private static void composite(String peer, Path photo, Path mask, Path result, Meeting meeting)
      throws IOException {
    switch (peer) {
      case "maskloom" ->
          MaskCompositor.builder()
              .budget(MemoryBudget.UNLIMITED)
              .cancel(meeting)
              .build()
              .composite(photo, mask, result);
      case "java2d" -> Java2dRoute.composite(photo, mask, result, meeting::meet);
      default -> throw new IllegalArgumentException("there is no job " + peer);
    }
  }

  /** Where one job waits for all others, once; the compositor asks it again and again. */
  private static final class Meeting implements CancelSignal {
    private final CyclicBarrier midst;
    private int questions;
    private boolean held;

    Meeting(CyclicBarrier midst) {
      this.midst = midst;
    }

    @Override
    public boolean isCancelled() {
      questions++;
      if (questions == QUESTIONS_BEFORE_THE_MIDST) {
        meet();
      }
      return false;
    }

    void meet() {
      try {
        midst.await(MINUTES, TimeUnit.MINUTES);
        held = true;
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the others did not come", e);
      }
    }
  }
}
