package io.github.maskloom.examples.studio;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.spring.MaskloomProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;

/** An image that is being fused, and what is known of it. Threads: safe. */
final class FusionJob implements FusionListener {
  private static final Logger LOG = LoggerFactory.getLogger(FusionJob.class);
  private static final String PATH = "/api/fusions/";

  /** How far it is. */
  enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * What people may see of a job.
   *
   * @param photo id of the photo
   * @param furniture file name of what is put into it
   * @param stage what goes on, such as {@code uploading}
   * @param percent of that stage; empty where nobody can tell
   * @param seconds that the stage has taken so far, where it has not moved for a while
   * @param preview where the image can be seen as far as it is drawn, while that is so
   * @param picture where the result can be seen, once there is one
   * @param provider who made it, once there is one
   * @param standIn whether the local preview made it because the service was down
   * @param problem what kind of failure it was, as in the type of a problem document
   * @param detail of the failure
   */
  record View(
      String id,
      State state,
      String photo,
      String furniture,
      Instant started,
      String stage,
      @Nullable Integer percent,
      long seconds,
      @Nullable String preview,
      @Nullable String picture,
      @Nullable String provider,
      boolean standIn,
      @Nullable String problem,
      @Nullable String detail) {
    boolean isFinal() {
      return state != State.RUNNING;
    }
  }

  /** For all that it makes; its name is the job's id. */
  final Path folder;

  final KeptWish wish;
  private @Nullable String preview;
  private volatile View view;

  FusionJob(Path folder, KeptWish wish) {
    this.folder = folder;
    this.wish = wish;
    view = running(new FusionProgress.Queued());
  }

  String id() {
    return folder.getFileName().toString();
  }

  /** The file of the result; missing if there is none. */
  Path picture() {
    return folder.resolve("picture");
  }

  /** The file of the image as far as it is drawn; missing unless that is so. */
  Path preview() {
    return folder.resolve("preview");
  }

  View view() {
    return view;
  }

  @Override
  public synchronized void onProgress(FusionProgress progress) {
    if (!view.isFinal()) {
      if (progress instanceof FusionProgress.Preview drawn && keepPreview(drawn.image())) {
        // A number, so that no browser shows the one before.
        preview = PATH + id() + "/preview?number=" + drawn.number();
      }
      view = running(progress);
    }
  }

  private boolean keepPreview(ImageSource image) {
    try {
      StudioFolder.replace(preview(), image);
      return true;
    } catch (IOException e) {
      LOG.debug("A preview could not be kept", e); // The image itself may still come.
      return false;
    }
  }

  /** The call has ended; a listener that is late changes nothing any more. */
  synchronized void succeed(FusionResult result) {
    view = view(State.SUCCEEDED, "done", 100, 0, result, null);
  }

  /** The call has failed, or was cancelled. */
  synchronized void fail(Throwable why) {
    if (why instanceof CancelledException || why instanceof CancellationException) {
      view = view(State.CANCELLED, "cancelled", null, 0, null, null);
    } else {
      failed(why);
    }
  }

  /** An earlier process was cut off at the call, and nobody can go on with it. */
  synchronized void cutOff(Delivery reached) {
    failed(new CancelledCallException("cut off", reached));
  }

  private void failed(Throwable why) {
    ProblemDetail problem = MaskloomProblems.of(why, Locale.forLanguageTag(wish.language()));
    view = view(State.FAILED, "failed", null, 0, null, problem);
  }

  private View running(FusionProgress progress) {
    OptionalDouble share = progress.fraction();
    return view(
        State.RUNNING,
        progress.stage().name().toLowerCase(Locale.ROOT),
        share.isPresent() ? (int) (100 * share.getAsDouble()) : null,
        progress instanceof FusionProgress.Heartbeat beat ? beat.waited().toSeconds() : 0,
        null,
        null);
  }

  private View view(
      State state,
      String stage,
      @Nullable Integer percent,
      long seconds,
      @Nullable FusionResult made,
      @Nullable ProblemDetail problem) {
    return new View(
        id(),
        state,
        wish.photo(),
        wish.furniture(),
        wish.started(),
        stage,
        percent,
        seconds,
        state == State.RUNNING ? preview : null,
        made == null ? null : PATH + id() + "/picture",
        made == null ? null : made.record().provider(),
        made != null && made.primaryFailure().isPresent(),
        problem == null ? null : String.valueOf(problem.getType()).replaceFirst(".*:", ""),
        problem == null ? null : problem.getDetail());
  }
}
