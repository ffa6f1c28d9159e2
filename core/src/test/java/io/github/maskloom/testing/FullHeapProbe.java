package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionClients;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.raster.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own whose heap a call fills to the last object at one of its stages, so that
 * whatever the end of the call allocates fails.
 */
public final class FullHeapProbe {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  /** Where the heap is filled. */
  public enum Stage {
    PROVIDER,
    PROVIDER_AFTER_A_PICTURE,
    PROVIDER_UNDECLARED,
    PROGRESS,
    JOURNAL,
    FINISHED,
    /** What was made for the call is held, so that nothing is free when its future is to fail. */
    FINISHED_AFTER_A_FAILURE
  }

  /**
   * What became of the calls.
   *
   * @param ended whether the call's future was complete while the heap was full
   * @param nextSucceeded whether another call got the only slot once the heap was not
   * @param journal how often the journal was called by then, with both
   * @param finished how often the listener heard of an end by then
   * @param broken how many threads died of anything but the lack of memory, such as a class whose
   *     first use had failed
   */
  public record Outcome(
      boolean ended, boolean nextSucceeded, int journal, int finished, int broken) {}

  private static final AtomicBoolean FILLING = new AtomicBoolean();
  private static final AtomicInteger JOURNAL = new AtomicInteger();
  private static final AtomicInteger FINISHED = new AtomicInteger();
  private static final AtomicInteger BROKEN = new AtomicInteger();

  /** All that fills the heap. */
  private static volatile @Nullable Object ballast;

  private static volatile @Nullable FusionRecord lastRecord;

  /** The smallest object that there is. */
  private static final class Link {
    @SuppressWarnings("UnusedVariable") // It is held so that what it names is.
    final @Nullable Object next;

    Link(@Nullable Object next) {
      this.next = next;
    }
  }

  private FullHeapProbe() {}

  /** Runs the process. */
  public static Outcome run(Stage stage, Path room, Path temporaryFolder)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(
            FullHeapProbe.class,
            temporaryFolder,
            List.of(stage.name(), room.toString()),
            ChildJvm.exactCollections());
    String[] said = new String(child.getInputStream().readAllBytes(), UTF_8).strip().split(" ", -1);
    if (child.waitFor() != 0) {
      throw new AssertionError("the probe failed with " + child.exitValue());
    }
    return new Outcome(
        Boolean.parseBoolean(said[0]),
        Boolean.parseBoolean(said[1]),
        Integer.parseInt(said[2]),
        Integer.parseInt(said[3]),
        Integer.parseInt(said[4]));
  }

  /** Arguments: the stage and an image. */
  public static void main(String[] args) throws IOException {
    Stage stage = Stage.valueOf(args[0]);
    FusionConfig config =
        FusionConfig.builder()
            .maxConcurrent(1)
            .maxQueued(0)
            .journal(
                call -> {
                  JOURNAL.incrementAndGet();
                  fillAt(stage, Stage.JOURNAL);
                })
            .listener(listener(stage))
            .build();
    FusionRequest request = FusionRequest.builder(Path.of(args[1])).prompt("a sofa").build();
    FusionClient client = FusionClients.open(provider(stage), config);
    Thread.setDefaultUncaughtExceptionHandler(FullHeapProbe::count);
    FILLING.set(true);
    CompletableFuture<FusionResult> call = client.fuseAsync(request);
    boolean ended = isDoneInTime(call);
    ballast = null;
    boolean next = nextSucceeds(client, request);
    client.close();
    System.out.println(ended + " " + next + " " + JOURNAL + " " + FINISHED + " " + BROKEN);
    System.exit(0);
  }

  private static void count(Thread thread, Throwable death) {
    if (!(death instanceof OutOfMemoryError)) {
      BROKEN.incrementAndGet();
    }
  }

  /** Waits without an allocation of its own. */
  private static boolean isDoneInTime(CompletableFuture<FusionResult> call) {
    long start = System.nanoTime();
    while (!call.isDone() && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    return call.isDone();
  }

  private static boolean nextSucceeds(FusionClient client, FusionRequest request)
      throws IOException {
    try (FusionResult result = client.fuseAsync(request).get(120, TimeUnit.SECONDS)) {
      return result.image().isPresent();
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      e.printStackTrace();
      return false;
    }
  }

  private static ScriptedProvider provider(Stage stage) {
    return ScriptedProvider.doing(
        (request, call) -> {
          fillAt(stage, Stage.PROVIDER);
          if (stage == Stage.PROVIDER_UNDECLARED && FILLING.getAndSet(false)) {
            Exception made = new Exception("undeclared");
            var unused = filled();
            throw FullHeapProbe.<RuntimeException>undeclared(made);
          }
          if (stage == Stage.FINISHED_AFTER_A_FAILURE && FILLING.get()) {
            throw new FusionServiceException(
                "refused", FusionException.Failure.notSent("scripted"));
          }
          call.listener().waiting();
          ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(6, 4));
          fillAt(stage, Stage.PROVIDER_AFTER_A_PICTURE);
          return ProviderResponse.NONE;
        });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As other JVM languages do.
  private static <T extends Throwable> T undeclared(Throwable failure) throws T {
    throw (T) failure;
  }

  private static FusionListener listener(Stage stage) {
    return new FusionListener() {
      @Override
      public void onProgress(FusionProgress progress) {
        fillAt(stage, Stage.PROGRESS);
      }

      @Override
      public void onFinished(FusionRecord record) {
        FINISHED.incrementAndGet();
        lastRecord = record;
        fillAt(stage, Stage.FINISHED);
        fillAt(stage, Stage.FINISHED_AFTER_A_FAILURE);
      }
    };
  }

  /** Fills the heap, once, and throws the error that says so. */
  private static void fillAt(Stage wanted, Stage here) {
    if (wanted == here && FILLING.getAndSet(false)) {
      throw filled();
    }
  }

  private static OutOfMemoryError filled() {
    OutOfMemoryError full = fill(1 << 18);
    for (int length = 1 << 17; length > 0; length /= 2) {
      full = fill(length);
    }
    while (true) {
      try {
        ballast = new Link(ballast);
      } catch (OutOfMemoryError e) {
        return full;
      }
    }
  }

  private static OutOfMemoryError fill(int length) {
    while (true) {
      try {
        @Nullable Object[] more = new @Nullable Object[length];
        more[0] = ballast;
        ballast = more;
      } catch (OutOfMemoryError e) {
        return e;
      }
    }
  }
}
