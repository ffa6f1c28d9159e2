package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/** The images that are being fused, and those that were. Threads: safe. */
@Service
class Fusions {
  private static final Logger LOG = LoggerFactory.getLogger(Fusions.class);

  private final FusionClient client;
  private final StudioFolder folder;
  private final Quotas quotas;
  private final Clock clock;
  private final String defaultPrompt;
  private final Map<String, Running> jobs = new ConcurrentHashMap<>();

  Fusions(
      FusionClient client,
      StudioFolder folder,
      Quotas quotas,
      Clock clock,
      StudioProperties properties) {
    this.client = client;
    this.folder = folder;
    this.quotas = quotas;
    this.clock = clock;
    defaultPrompt = properties.prompt();
  }

  /**
   * A job and the call that it waits for.
   *
   * @param call can be cancelled
   */
  private record Running(FusionJob job, CompletableFuture<FusionResult> call) {}

  /**
   * Begins to put furniture where a photo is painted.
   *
   * @throws io.github.maskloom.errors.FusionThrottledException if too many wait already
   * @throws Problem if too many are kept
   */
  FusionJob begin(RoomPhoto photo, FurnitureItem item, Optional<String> prompt) throws IOException {
    quotas.admitJob();
    String id = folder.newId();
    Path result = Files.createDirectory(folder.result(id));
    // A copy, since the person may paint on while this runs.
    Path mask = Files.copy(photo.mask(), result.resolve("mask.png"));
    FusionJob job = new FusionJob(id, photo.id(), item.fileName(), clock.instant());
    FusionRequest request =
        FusionRequest.builder(photo.image())
            // Whether it may hide the whole photo was asked when it came.
            .mask(ImageSource.of(mask), MaskConvention.PAINTED_EVERYWHERE)
            .reference(FusionReference.of(item))
            .prompt(prompt.orElse(defaultPrompt))
            .restore()
            .listener(job)
            .build();
    begin(job, request, result);
    return job;
  }

  private void begin(FusionJob job, FusionRequest request, Path result) throws IOException {
    boolean begun = false;
    try {
      CompletableFuture<FusionResult> call = client.fuseAsync(request);
      throwIfRefused(call);
      jobs.put(job.id(), new Running(job, call));
      var unused = call.whenComplete((images, failure) -> finish(job, images, failure, result));
      begun = true;
    } finally {
      if (!begun) {
        FileSystemUtils.deleteRecursively(result);
      }
    }
  }

  /** What is refused before it runs, such as by a full queue, is the answer to this request. */
  private static void throwIfRefused(CompletableFuture<FusionResult> call) {
    if (call.isCompletedExceptionally()) {
      try {
        call.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException refusal) {
          throw refusal;
        }
        throw e;
      }
    }
  }

  private void finish(
      FusionJob job, @Nullable FusionResult images, @Nullable Throwable failure, Path folder) {
    try (FusionResult result = images) {
      if (result != null) {
        result.image().writeTo(folder.resolve("picture"));
        quotas.addToJobs(StudioFolder.bytes(folder));
        job.succeed(result);
      } else if (failure != null) {
        job.fail(failure);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The result of fusion {} could not be kept", job.id(), e);
      job.fail(e);
    }
  }

  /** A job, if there is one with this id. */
  Optional<FusionJob> find(String id) {
    return Optional.ofNullable(jobs.get(id)).map(Running::job);
  }

  /** The file of a job's result; missing if it has none. */
  Path picture(FusionJob job) {
    return folder.result(job.id()).resolve("picture");
  }

  /** Stops a job, and forgets it with its result. */
  void remove(FusionJob job) throws IOException {
    Running running = jobs.remove(job.id());
    if (running != null) {
      running.call().cancel(true);
      job.fail(new CancellationException());
      FileSystemUtils.deleteRecursively(folder.result(job.id()));
    }
  }

  /** Forgets jobs that began long ago; their files are others' business. */
  void forgetBefore(Instant oldest) {
    jobs.values().removeIf(running -> running.job().started().isBefore(oldest));
  }
}
