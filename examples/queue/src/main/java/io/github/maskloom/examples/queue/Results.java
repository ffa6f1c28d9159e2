package io.github.maskloom.examples.queue;

import static java.util.stream.Collectors.toMap;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images that came are paid for: they get into the store, whatever it takes. */
record Results(JobTable table, JobStore store, KeptImages kept, Pause pause) {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  /** How to wait. */
  interface Pause {
    void wait(Duration time) throws InterruptedException;
  }

  /**
   * Keeps the images of a call. While they cannot be put into the store, as on a full disk, this
   * tries again and again, and its thread sends nothing else. Nothing is sent again.
   *
   * @throws IOException if they are gone, here too
   */
  void keep(Job job, String claim, FusionResult result) throws IOException {
    // Throws if no image at all came.
    FusedImage first = result.image();
    int came = result.record().received().images();
    String note =
        "%d of %d images, the first %dx%d"
            .formatted(came, job.images(), first.width(), first.height());
    Map<String, Path> images = images(result);
    for (int failures = 0; ; failures++) {
      try {
        store.putResult(job.id(), claim, images);
        break;
      } catch (IOException | RuntimeException e) {
        if (!images.values().stream().allMatch(Files::exists)) {
          throw e;
        }
        LOG.warn("job {}: its images came and cannot be copied yet", job.id(), e);
        if (isGivenUp(job.id(), claim, e, failures) || !hasWaited(failures)) {
          leave(job.id(), claim, images);
          return;
        }
      }
    }
    logSettled(job.id(), table.done(job.id(), claim, note));
  }

  /** The images of a result that are there, by the names that they get in the store. */
  private static Map<String, Path> images(FusionResult result) {
    return result.images().stream()
        .filter(FusedImage::isPresent)
        .collect(toMap(image -> image.index() + "." + image.extension(), FusedImage::file));
  }

  /** Says in the table what the job waits for; whether somebody no longer wants it. */
  private boolean isGivenUp(String id, String claim, Exception why, int failures) {
    try {
      String note =
          "its images came and cannot be copied yet: %s, attempt %d"
              .formatted(why.getClass().getSimpleName(), failures + 1);
      boolean ignored = table.note(id, claim, false, note);
      return table.isCancelAsked(id);
    } catch (IOException e) {
      LOG.warn("job {}: cannot say what it waits for", id, e);
      return false;
    }
  }

  /** Waits for the next attempt; false if this worker has to end. */
  private boolean hasWaited(int failures) {
    try {
      pause.wait(Backoff.COPYING.after(failures, Optional.empty()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves images that cannot be copied where the next worker of this machine finds them. */
  private void leave(String id, String claim, Map<String, Path> images) throws IOException {
    // An interrupt would close the files.
    boolean interrupted = Thread.interrupted();
    try {
      String note =
          "its images came and could not be copied: the next worker where %s was copies them from %s"
              .formatted(
                  ManagementFactory.getRuntimeMXBean().getName(), kept.put(id, claim, images));
      JobState state = table.isCancelAsked(id) ? JobState.CANCELLED : JobState.PARKED;
      logSettled(id, table.settle(id, claim, state, note));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Copies what workers of this machine had to leave behind; what still cannot be copied stays.
   *
   * @throws IOException if nobody can say what there is
   */
  void copyKept() throws IOException {
    for (KeptImages.Kept left : kept.all()) {
      try {
        // Other queues of this machine keep theirs here too.
        if (table.find(left.id()).isPresent()) {
          copy(left);
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("job {}: its images came and still cannot be copied", left.id(), e);
      }
    }
  }

  /**
   * Whether images of an earlier sending were on this machine, and are in the store by now.
   *
   * @throws IOException if they still cannot be copied
   */
  boolean isCopied(String id) throws IOException {
    Optional<KeptImages.Kept> left = kept.of(id);
    if (left.isPresent()) {
      copy(left.get());
    }
    return left.isPresent();
  }

  private void copy(KeptImages.Kept left) throws IOException {
    store.putResult(left.id(), left.claim(), left.images());
    logSettled(left.id(), table.done(left.id(), left.claim(), "its images were copied at last"));
    kept.delete(left);
  }

  /** Says whether a job that came to its end was still this worker's. */
  static void logSettled(String id, boolean changed) {
    LOG.info("job {} {}", id, changed ? "is settled" : "was settled by somebody else");
  }
}
