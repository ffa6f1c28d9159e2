package io.github.maskloom.examples.studio;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.examples.studio.http.ProblemType;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/** An image that is being fused, and what is known of it. Threads: safe. */
final class FusionJob implements FusionListener {
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
      Optional<Integer> percent,
      long seconds,
      Optional<String> preview,
      Optional<String> picture,
      Optional<String> provider,
      boolean standIn,
      Optional<String> problem,
      Optional<String> detail) {
    boolean isFinal() {
      return state != State.RUNNING;
    }
  }

  private final String id;
  private final KeptWish wish;
  private final PreviewFile previews;
  private volatile Optional<String> preview = Optional.empty();
  private volatile View view;

  /** Keeps what becomes of an image, as far as it is drawn. */
  interface PreviewFile {
    /** Replaces the one before; whether it is there now. */
    boolean keep(ImageSource image);
  }

  FusionJob(String id, KeptWish wish, PreviewFile previews) {
    this.previews = previews;
    this.id = id;
    this.wish = wish;
    view = running(new FusionProgress.Queued());
  }

  String id() {
    return id;
  }

  Instant started() {
    return wish.started();
  }

  View view() {
    return view;
  }

  @Override
  public synchronized void onProgress(FusionProgress progress) {
    if (!view.isFinal()) {
      if (progress instanceof FusionProgress.Preview drawn && previews.keep(drawn.image())) {
        // A number, so that no browser shows the one before.
        preview = Optional.of("/api/fusions/" + id + "/preview?number=" + drawn.number());
      }
      view = running(progress);
    }
  }

  /** The call has ended; a listener that is late changes nothing any more. */
  synchronized void succeed(FusionResult result) {
    view =
        new View(
            id,
            State.SUCCEEDED,
            wish.photo(),
            wish.furniture(),
            wish.started(),
            "done",
            Optional.of(100),
            0,
            Optional.empty(),
            Optional.of("/api/fusions/" + id + "/picture"),
            Optional.of(result.record().provider()),
            result.primaryFailure().isPresent(),
            Optional.empty(),
            Optional.empty());
  }

  /** The call has failed, or was cancelled. */
  synchronized void fail(Throwable why) {
    boolean cancelled = why instanceof CancelledException || why instanceof CancellationException;
    view =
        cancelled
            ? ended(State.CANCELLED, "cancelled", Optional.empty(), Optional.empty())
            : failed(Problems.typeOf(why), why);
  }

  /** An earlier process was cut off at the call, and nobody can go on with it. */
  synchronized void cutOff(Delivery reached) {
    view = failed(ProblemType.INTERNAL, new CancelledCallException("cut off", reached));
  }

  private View failed(ProblemType problem, Throwable why) {
    return ended(
        State.FAILED,
        "failed",
        Optional.of(problem.code()),
        Optional.of(PeopleMessages.of(why, wish.locale())));
  }

  private View ended(State how, String stage, Optional<String> problem, Optional<String> detail) {
    return new View(
        id,
        how,
        wish.photo(),
        wish.furniture(),
        wish.started(),
        stage,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        problem,
        detail);
  }

  private View running(FusionProgress progress) {
    OptionalDouble share = progress.fraction();
    return new View(
        id,
        State.RUNNING,
        wish.photo(),
        wish.furniture(),
        wish.started(),
        progress.stage().name().toLowerCase(Locale.ROOT),
        share.isPresent() ? Optional.of((int) (100 * share.getAsDouble())) : Optional.empty(),
        progress instanceof FusionProgress.Heartbeat beat ? beat.waited().toSeconds() : 0,
        preview,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }
}
