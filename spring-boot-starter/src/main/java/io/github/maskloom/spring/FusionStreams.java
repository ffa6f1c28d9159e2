package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Answers a request with the events of a fusion, without a thread of the server that waits for it.
 *
 * <ul>
 *   <li>{@code progress}: {@code stage} in lower case, {@code percent} of the stage or null, and
 *       {@code seconds} since the call began. At least one comes each second.
 *   <li>{@code result}: what the {@link ResultHandler} makes of the result, once and last
 *   <li>{@code problem}: the {@linkplain MaskloomProblems problem document} of what went wrong,
 *       once and last, in place of a result
 * </ul>
 *
 * <p>A browser that leaves cancels its fusion, unless the application ends. What is known at once,
 * such as a full queue, is thrown, so that it is an answer with a status of its own.
 * <b>Threads:</b> safe.
 */
public final class FusionStreams implements ApplicationListener<ContextClosedEvent> {
  private final FusionClient client;
  private volatile boolean ending;

  /**
   * Makes streams for the fusions of a client.
   *
   * @param client asked where {@link #start} names no other; never closed here
   */
  public FusionStreams(FusionClient client) {
    this.client = client;
  }

  /** Makes of a result what the last event holds. */
  @FunctionalInterface
  public interface ResultHandler {
    /**
     * Takes the images out of a result. Runs on a thread of the client and may block. Whatever it
     * throws, errors too, becomes the {@code problem} event, and the images {@linkplain
     * FusionResult#keep stay}.
     *
     * @param result closed by the stream once this returns, which deletes the images
     * @return what the event has as JSON, such as where the image can be fetched
     * @throws IOException if an image cannot be kept
     */
    Object handle(FusionResult result) throws IOException;
  }

  /**
   * Begins a fusion with the client of the constructor, as {@link #start(FusionClient,
   * FusionRequest.Builder, ResultHandler)} does, and returns at once.
   *
   * @param request to which a listener is added
   * @param handler called once, if there is a result
   * @return what the controller returns, without a timeout
   * @throws IOException if the call failed at once with that, such as a source that cannot be read
   * @throws io.github.maskloom.errors.MaskloomException if the call failed at once with that, such
   *     as a full queue
   * @throws IllegalStateException if the client is closed
   */
  public SseEmitter start(FusionRequest.Builder request, ResultHandler handler) throws IOException {
    return start(client, request, handler);
  }

  /**
   * Begins a fusion with another client. The sources are copied before this returns, since files of
   * a web request do not outlast it.
   *
   * @param other client that is asked; never closed here
   * @param request changed: sources are copied, and a listener passes on to the one that was set
   * @param handler called once, if there is a result
   * @return what the controller returns, without a timeout
   * @throws IOException if the call failed at once with that, such as a source that cannot be read
   * @throws io.github.maskloom.errors.MaskloomException if the call failed at once with that, such
   *     as a full queue
   * @throws IllegalStateException if the client is closed
   */
  public SseEmitter start(FusionClient other, FusionRequest.Builder request, ResultHandler handler)
      throws IOException {
    FusionStream stream = new FusionStream(request.build().listener(), () -> ending);
    FusionCall call = other.start(request.listener(stream).copySources(true).build());
    if (call.isDone()) {
      FusionResult ignored = call.result();
    }
    return stream.follow(call, handler);
  }

  /**
   * Notes that the application ends. From now on a stream that breaks off cancels no fusion: it
   * goes on for the grace of its client.
   */
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    ending = true;
  }
}
