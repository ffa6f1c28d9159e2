package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import org.springframework.scheduling.annotation.Scheduled;
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
  private final Duration retention;
  private final Map<String, Running> jobs = new ConcurrentHashMap<>();

  Fusions(
      FusionClient client,
      FusionRequests requests,
      StudioFolder folder,
      Quotas quotas,
      Clock clock,
      StudioProperties properties) {
    this.client = client;
    this.requests = requests;
    this.folder = folder;
    this.quotas = quotas;
    this.clock = clock;
    retention = properties.retention();
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
    for (Path result : StudioFolder.keepsakes(folder.results)) {
      Optional<KeptWish> wish = KeptWish.find(result);
      if (wish.isPresent()) {
        takeUp(new FusionJob(result, wish.get()));
      }
    }
  }

  private void takeUp(FusionJob job) throws IOException {
    Optional<JobTicket> ticket = FusionRequests.ticket(job.folder);
    if (ticket.isEmpty() || !resume(ticket.get(), job)) {
      job.cutOff(ticket.isPresent() ? Delivery.ACCEPTED : job.wish.deliveryUnlessTold());
      jobs.put(job.id(), new Running(job, () -> {}, CompletableFuture.completedStage(null)));
      KeptWish.forget(job.folder);
    }
  }

  private boolean resume(JobTicket ticket, FusionJob job) {
    Optional<RoomPhoto> photo = folder.photo(job.wish.photo());
    try {
      if (photo.isPresent()) {
        follow(job, client.resume(ticket, requests.of(photo.get(), job)));
        return true;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Fusion {} cannot be taken up", job.id(), e); // Such as for furniture that is gone.
    }
    return false;
  }

  /**
   * Begins to put furniture where a photo is painted.
   *
   * @throws io.github.maskloom.fusion.FusionThrottledException if too many wait already
   * @throws io.github.maskloom.examples.studio.http.Problem if too many are kept
   */
  FusionJob begin(RoomPhoto photo, FurnitureItem item, FusionController.Wish wish, String visitor)
      throws IOException {
    Path result = Files.createDirectory(folder.results.resolve(folder.newId()));
    try {
      quotas.jobs.admit(result, visitor);
      Files.copy(photo.mask(), FusionRequests.mask(result));
      FusionJob job = new FusionJob(result, requests.decided(wish, item, clock.instant()));
      job.wish.keep(result);
      FusionCall call = client.start(requests.of(photo, job));
      if (call.isDone()) {
        FusionResult ignored = call.result(); // What is refused at once is the answer.
      }
      follow(job, call);
      return job;
    } catch (IOException | RuntimeException e) {
      StudioFolder.delete(result);
      throw e;
    }
  }

  private void follow(FusionJob job, FusionCall call) {
    CompletionStage<?> ended =
        call.completion().whenComplete((images, failure) -> finish(job, images, failure));
    jobs.put(job.id(), new Running(job, call::cancel, ended));
  }

  private void finish(FusionJob job, @Nullable FusionResult images, @Nullable Throwable failure) {
    try (FusionResult result = images) {
      Files.deleteIfExists(job.preview());
      if (result != null) {
        result.image().writeTo(job.picture());
        KeptWish.forget(job.folder);
        quotas.jobs.add(StudioFolder.bytes(job.folder));
        job.succeed(result);
      } else if (failure != null) {
        if (FusionRequests.ticket(job.folder).isEmpty()) {
          KeptWish.forget(job.folder); // With a ticket the next process may still get the image.
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

  /** Stops a job, and forgets it. Its folder is deleted as soon as its call has ended. */
  void remove(FusionJob job) {
    Running running = jobs.remove(job.id());
    if (running != null) {
      running.cancel().run();
      job.fail(new CancellationException());
      var unused = running.ended().whenComplete((images, failure) -> delete(job));
    }
  }

  private static void delete(FusionJob job) {
    try {
      StudioFolder.delete(job.folder);
    } catch (IOException e) {
      LOG.warn("The files of fusion {} are deleted when they are old", job.id(), e);
    }
  }

  /** Forgets jobs that began long ago; their files are others' business. */
  @Scheduled(fixedDelayString = "PT1M")
  void forgetWhatIsOld() {
    Instant oldest = clock.instant().minus(retention);
    jobs.values().removeIf(running -> running.job().wish.started().isBefore(oldest));
  }
}
