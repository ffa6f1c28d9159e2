package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * What everything that works for one call shares.
 *
 * @param sources its request, and the copies of what that reads
 * @param folder of its temporary files
 * @param cancellation tells to stop
 * @param events tells the listeners and the journal
 * @param history how far it has got
 */
record CallContext(
    CopiedSources sources,
    FusionConfig config,
    CallFolder folder,
    CallCancellation cancellation,
    CallEvents events,
    CallHistory history) {
  /**
   * What a new call needs, whose folder is yet to be made.
   *
   * @param threads what listeners are called on
   */
  static CallContext of(
      FusionRequest request,
      String providerId,
      FusionConfig config,
      TempRoot root,
      Executor threads) {
    CallEvents events = new CallEvents(config, request.listener(), threads, System::nanoTime);
    return new CallContext(
        new CopiedSources(request),
        config,
        new CallFolder(root),
        new CallCancellation(config.working().cancel()),
        events,
        new CallHistory(request, providerId, events));
  }

  /** What is known of the request once an image came, for what goes wrong with it here. */
  FusionException.Failure accepted() {
    return history.failure(Delivery.ACCEPTED);
  }

  /** What is asked for. */
  FusionRequest request() {
    return sources.request();
  }

  /** Copies what the request reads, if it asks for that. */
  void copySources() throws IOException {
    sources.copyInto(folder, config.reading().limits(), cancellation);
  }

  /** How the images of the call are read. */
  ReadOptions reading() {
    return config.reading();
  }

  /** How the library works for the call. */
  WorkOptions work() {
    return config.working().withCancel(cancellation);
  }
}
