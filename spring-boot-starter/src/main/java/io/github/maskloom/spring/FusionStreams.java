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
 *   <li>{@code progress}: {@code stage}, {@code percent} of it where that is known, and {@code
 *       seconds} that it has taken. At least one comes each second.
 *   <li>{@code result}: what the caller makes of the result, once
 *   <li>{@code problem}: the problem document of what went wrong, in its place
 * </ul>
 *
 * <p>A client that leaves cancels its fusion, unless the application ends. What is known at once,
 * such as a full queue, is thrown, so that it is an answer with a status of its own.
 * <b>Threads:</b> safe.
 */
public final class FusionStreams implements ApplicationListener<ContextClosedEvent> {
  private final FusionClient client;
  private volatile boolean ending;

  /**
   * Streams fusions of a client.
   *
   * @param client asked unless another one is named; never closed here
   */
  public FusionStreams(FusionClient client) {
    this.client = client;
  }

  /** Makes of a result what the last event holds. */
  @FunctionalInterface
  public interface ResultHandler {
    /**
     * Takes the images out of a result, which is closed afterwards. It may block.
     *
     * @param result closed by the stream
     * @return what the event has as JSON, such as where the image can be fetched
     * @throws IOException if an image cannot be kept
     */
    Object handle(FusionResult result) throws IOException;
  }

  /**
   * Begins a fusion with the usual client, as {@link #start(FusionClient, FusionRequest.Builder,
   * ResultHandler)} does.
   *
   * @param request to which a listener is added
   * @param handler called once, if there is a result
   * @return what the controller returns
   * @throws IOException what the call failed with at once
   */
  public SseEmitter start(FusionRequest.Builder request, ResultHandler handler) throws IOException {
    return start(client, request, handler);
  }

  /**
   * Begins a fusion. The sources are copied first, since files of a web request do not outlast it.
   *
   * @param other client that is asked
   * @param request to which a listener is added; one that it has still hears
   * @param handler called once, if there is a result
   * @return what the controller returns
   * @throws IOException what the call failed with at once
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

  /** From now on the server ends streams, whose fusions go on for the grace of their client. */
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    ending = true;
  }
}
