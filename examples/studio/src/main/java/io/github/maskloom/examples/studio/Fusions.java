package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Service;

/** The images that are being fused, and those that were. Threads: safe. */
@Service
class Fusions implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(Fusions.class);

  private final FusionClient client;
  private final FusionRequests requests;
  private final StudioFolder folder;
  private final Quotas quotas;
  private final Clock clock;
  private final Map<String, Running> jobs = new ConcurrentHashMap<>();

  Fusions(
      FusionClient client,
      FusionRequests requests,
      StudioFolder folder,
      Quotas quotas,
      Clock clock) {
    this.client = client;
    this.requests = requests;
    this.folder = folder;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * A job and what it waits for.
   *
   * @param cancel stops the call, if there is one
   * @param ended completes when nothing is written into the job's folder any more
   */
  private record Running(FusionJob job, Runnable cancel, CompletionStage<?> ended) {}

  /** Goes on with what an earlier process was cut off at, before anybody can ask for it. */
  @Override
  public void afterPropertiesSet() throws IOException {
    for (Path result : folder.resultFolders()) {
      Optional<KeptWish> wish = KeptWish.find(result);
      if (wish.isPresent()) {
        takeUp(wish.get(), result);
      }
    }
  }

  private void takeUp(KeptWish wish, Path result) throws IOException {
    FusionJob job = job(result.getFileName().toString(), wish);
    Optional<JobTicket> ticket = FusionRequests.ticket(result);
    if (ticket.isEmpty() || !resume(ticket.get(), job, wish, result)) {
      job.cutOff(ticket.isPresent() ? Delivery.ACCEPTED : wish.deliveryUnlessTold());
      jobs.put(job.id(), new Running(job, () -> {}, CompletableFuture.completedStage(null)));
      KeptWish.forget(result);
    }
  }

  private boolean resume(JobTicket ticket, FusionJob job, KeptWish wish, Path result) {
    Optional<RoomPhoto> photo = folder.photo(wish.photo());
    if (photo.isEmpty()) {
      return false;
    }
    try {
      FusionRequest request = requests.of(wish, photo.get(), result, job);
      follow(job, client.resume(ticket, request), result);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("Fusion {} cannot be taken up", job.id(), e); // Such as for furniture that is gone.
      return false;
    }
  }

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
        StudioFolder.delete(result);
      }
    }
  }

  private FusionJob begin(
      String id, RoomPhoto photo, FurnitureItem item, FusionController.Wish wish, Path result)
      throws IOException {
    Files.copy(photo.mask(), FusionRequests.mask(result));
    KeptWish decided = requests.decided(wish, item, clock.instant());
    decided.keep(result);
    FusionJob job = job(id, decided);
    FusionCall call = client.start(requests.of(decided, photo, result, job));
    if (call.isDone()) {
      FusionResult ignored = call.result(); // What is refused at once is the answer.
    }
    follow(job, call, result);
    return job;
  }

  private FusionJob job(String id, KeptWish wish) {
    return new FusionJob(id, wish, image -> keepPreview(image, preview(id)));
  }

  private boolean keepPreview(ImageSource image, Path file) {
    try {
      folder.replace(file, image);
      return true;
    } catch (IOException e) {
      LOG.debug("A preview could not be kept", e); // The image itself may still come.
      return false;
    }
  }

  private void follow(FusionJob job, FusionCall call, Path result) {
    CompletionStage<?> ended =
        call.completion().whenComplete((images, failure) -> finish(job, images, failure, result));
    jobs.put(job.id(), new Running(job, call::cancel, ended));
  }

  private void finish(
      FusionJob job, @Nullable FusionResult images, @Nullable Throwable failure, Path folder) {
    try (FusionResult result = images) {
      Files.deleteIfExists(preview(job.id()));
      if (result != null) {
        result.image().writeTo(folder.resolve("picture"));
        KeptWish.forget(folder);
        quotas.addToJobs(StudioFolder.bytes(folder));
        job.succeed(result);
      } else if (failure != null) {
        if (FusionRequests.ticket(folder).isEmpty()) {
          KeptWish.forget(folder); // With a ticket the next process may still get the image.
        }
        job.fail(failure);
      }
    } catch (Throwable e) { // An error too, or the job would run for ever.
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

  /** Stops a job, and forgets it. Its folder is deleted as soon as its call has ended. */
  void remove(FusionJob job) {
    Running running = jobs.remove(job.id());
    if (running != null) {
      running.cancel().run();
      job.fail(new CancellationException());
      var unused = running.ended().whenComplete((images, failure) -> delete(job));
    }
  }

  private void delete(FusionJob job) {
    try {
      StudioFolder.delete(folder.result(job.id()));
    } catch (IOException e) {
      LOG.warn("The files of fusion {} are deleted when they are old", job.id(), e);
    }
  }

  /** Forgets jobs that began long ago; their files are others' business. */
  void forgetBefore(Instant oldest) {
    jobs.values().removeIf(running -> running.job().started().isBefore(oldest));
  }
}
