package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.local.LocalReference;
import io.github.maskloom.openai.OpenAiOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final FurnitureCatalog catalog;
  private final StudioFolder folder;
  private final Quotas quotas;
  private final Clock clock;
  private final String defaultPrompt;
  private final boolean focuses;
  private final int previews;
  private final Map<String, Running> jobs = new ConcurrentHashMap<>();

  Fusions(
      FusionClient client,
      FurnitureCatalog catalog,
      StudioFolder folder,
      Quotas quotas,
      Clock clock,
      StudioProperties properties) {
    this.client = client;
    this.catalog = catalog;
    this.folder = folder;
    this.quotas = quotas;
    this.clock = clock;
    defaultPrompt = properties.prompt();
    StudioProperties.Provider chosen = properties.chosen();
    // The local preview takes any number of pixels, and judges the light of the whole room.
    focuses = properties.fusion().focus() && chosen != StudioProperties.Provider.LOCAL;
    previews = chosen == StudioProperties.Provider.OPENAI ? properties.openai().previews() : 0;
  }

  /**
   * A job and the call that it waits for.
   *
   * @param call can be cancelled
   */
  private record Running(FusionJob job, FusionCall call) {}

  /**
   * Begins to put furniture where a photo is painted.
   *
   * @throws io.github.maskloom.fusion.FusionThrottledException if too many wait already
   * @throws Problem if too many are kept
   */
  FusionJob begin(RoomPhoto photo, FurnitureItem item, FusionController.Wish wish, String visitor)
      throws IOException {
    String id = folder.newId();
    Path result = Files.createDirectory(folder.result(id));
    boolean begun = false;
    try {
      quotas.admitJob(result, visitor);
      FusionJob job = begin(id, photo, item, wish, result);
      begun = true;
      return job;
    } finally {
      if (!begun) {
        FileSystemUtils.deleteRecursively(result);
      }
    }
  }

  private FusionJob begin(
      String id, RoomPhoto photo, FurnitureItem item, FusionController.Wish wish, Path result)
      throws IOException {
    // A copy, since the person may paint on while this runs.
    Path mask = Files.copy(photo.mask(), result.resolve("mask.png"));
    FusionJob job =
        new FusionJob(
            id,
            photo.id(),
            item.fileName(),
            clock.instant(),
            image -> keepPreview(image, preview(id)));
    begin(job, request(photo, mask, item, wish, job), result);
    return job;
  }

  private FusionRequest request(
      RoomPhoto photo, Path mask, FurnitureItem item, FusionController.Wish wish, FusionJob job)
      throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(ImageSource.of(photo.image()).named("photo"))
            // Whether it may hide the whole photo was asked when it came.
            .mask(ImageSource.of(mask).named("mask"), MaskConvention.PAINTED_EVERYWHERE)
            .reference(
                ImageSource.of(catalog.image(item.fileName())).named("reference"),
                LocalReference.of(item))
            .prompt(wish.prompt().orElse(defaultPrompt))
            .fillEnclosed(wish.fillEnclosed().orElse(false))
            .restore()
            // The page compares with the photo, pixel by pixel.
            .format(OutputFormat.PNG)
            .listener(job);
    if (wish.focus().orElse(true) && focuses) {
      request.focus();
    }
    if (previews > 0) {
      request.options(OpenAiOptions.builder().previews(previews).build());
    }
    return request.build();
  }

  private static boolean keepPreview(ImageSource image, Path file) {
    Path coming = file.resolveSibling("preview.part");
    try (InputStream drawn = image.open()) {
      Files.copy(drawn, coming, StandardCopyOption.REPLACE_EXISTING);
      Files.move(coming, file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      LOG.debug("A preview could not be kept", e); // The image itself may still come.
      return false;
    }
  }

  private void begin(FusionJob job, FusionRequest request, Path result) {
    FusionCall call = client.start(request);
    throwIfRefused(call.completion().toCompletableFuture());
    jobs.put(job.id(), new Running(job, call));
    var unused =
        call.completion().whenComplete((images, failure) -> finish(job, images, failure, result));
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
      Files.deleteIfExists(preview(job.id()));
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

  /** The file of a job's image as far as it is drawn; missing unless that is so. */
  Path preview(FusionJob job) {
    return preview(job.id());
  }

  private Path preview(String id) {
    return folder.result(id).resolve("preview");
  }

  /** The file of a job's result; missing if it has none. */
  Path picture(FusionJob job) {
    return folder.result(job.id()).resolve("picture");
  }

  /** Stops a job, and forgets it with its result. */
  void remove(FusionJob job) throws IOException {
    Running running = jobs.remove(job.id());
    if (running != null) {
      running.call().cancel();
      job.fail(new CancellationException());
      FileSystemUtils.deleteRecursively(folder.result(job.id()));
    }
  }

  /** Forgets jobs that began long ago; their files are others' business. */
  void forgetBefore(Instant oldest) {
    jobs.values().removeIf(running -> running.job().started().isBefore(oldest));
  }
}
