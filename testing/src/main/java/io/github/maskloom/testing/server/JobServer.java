package io.github.maskloom.testing.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import javax.net.ServerSocketFactory;

/**
 * A service that queues, on loopback: a {@code POST} makes a job, {@code GET}s ask for it, and its
 * image is at a link. A job waits for two polls, and is done at the third. <b>Threads:</b> safe.
 */
public final class JobServer extends PlannedServer<JobServer.Call> {
  /** The image of every job. */
  public static final byte[] IMAGE = TestImages.png(7);

  private static final int POLLS_BEFORE = 2;
  private static final String IMAGES = "/images/";

  private final Wire wire;
  private final Map<Stage, Queue<Answer>> planned = new EnumMap<>(Stage.class);
  private final List<String> requests = new ArrayList<>();
  private Runnable onPoll = () -> {};
  private int polls;

  /** What a request is for. */
  public enum Stage {
    /** It makes a job. */
    SUBMIT,
    /** It asks for one. */
    POLL,
    /** It fetches an image. */
    DOWNLOAD,
    /** It cancels a job. */
    CANCEL
  }

  /** How the service writes its answers. */
  public interface Wire {
    /**
     * Writes that a request became a job.
     *
     * @param id of the job
     * @param service its address
     * @return the body, whose last field is not the id
     */
    String accepted(String id, URI service);

    /**
     * Writes that a job waits.
     *
     * @param id of the job
     * @return the body
     */
    String waiting(String id);

    /**
     * Writes that a job is done.
     *
     * @param id of the job
     * @param image where its image is
     * @return the body
     */
    String done(String id, URI image);

    /**
     * Says whether a request cancels a job.
     *
     * @param method of the request
     * @param path of the request, with its query
     * @return false for every other request
     */
    boolean isCancel(String method, String path);
  }

  /** A request, as it was received. */
  public static final class Call extends ReceivedCall {
    private volatile byte[] body = new byte[0];

    Call(Exchange exchange) {
      super(exchange);
    }

    /**
     * Waits until the body was read.
     *
     * @return a copy of it
     */
    public byte[] body() {
      awaitBody();
      return body.clone();
    }

    @Override
    protected void keep(InputStream in) throws IOException {
      body = in.readAllBytes();
    }
  }

  /**
   * Starts a service without TLS.
   *
   * @param wire how it writes
   */
  public JobServer(Wire wire) {
    this(wire, ServerSocketFactory.getDefault());
  }

  /**
   * Starts a service. Its addresses say http, whatever its sockets.
   *
   * @param wire how it writes
   * @param sockets that it listens on, of which TLS is one kind
   */
  public JobServer(Wire wire, ServerSocketFactory sockets) {
    super(sockets);
    this.wire = wire;
  }

  /** {@return the service's address} */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /**
   * Says where the image of a job is.
   *
   * @param id of the job
   * @return a link without a signature
   */
  public URI image(String id) {
    return URI.create("http://127.0.0.1:" + port() + IMAGES + id);
  }

  /**
   * Answers the next request of a stage otherwise than as usual. Several plans are followed in
   * order.
   *
   * @param stage of the request
   * @param answer given once
   */
  public synchronized void plan(Stage stage, Answer answer) {
    planned.computeIfAbsent(stage, any -> new ArrayDeque<>()).add(answer);
  }

  /**
   * Does something before each poll is answered.
   *
   * @param action in place of the one before; runs under this server's lock
   */
  public synchronized void onPoll(Runnable action) {
    onPoll = action;
  }

  /**
   * Counts the requests of a stage.
   *
   * @param stage that they are for
   * @return how many came
   */
  public int count(Stage stage) {
    return calls(stage).size();
  }

  /**
   * Finds the requests of a stage.
   *
   * @param stage that they are for
   * @return in order
   */
  public List<Call> calls(Stage stage) {
    return calls().stream().filter(call -> stage(call) == stage).toList();
  }

  /** {@return the methods and paths of all requests, in order} */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private Stage stage(ReceivedCall call) {
    if (wire.isCancel(call.method(), call.path())) {
      return Stage.CANCEL;
    }
    if (call.method().equals("POST")) {
      return Stage.SUBMIT;
    }
    return call.path().startsWith(IMAGES) ? Stage.DOWNLOAD : Stage.POLL;
  }

  @Override
  protected Call received(Exchange exchange) {
    return new Call(exchange);
  }

  @Override
  protected synchronized Optional<Answer> unplanned(Call call) {
    requests.add(call.method() + " " + call.path());
    Stage stage = stage(call);
    if (stage == Stage.POLL) {
      polls++;
      onPoll.run();
    }
    Queue<Answer> next = planned.get(stage);
    Answer answer = next == null ? null : next.poll();
    return Optional.of(answer == null ? usual(stage) : answer);
  }

  private Answer usual(Stage stage) {
    return switch (stage) {
      case SUBMIT -> Answer.json(wire.accepted("job-1", address()));
      case POLL ->
          Answer.json(
              polls <= POLLS_BEFORE ? wire.waiting("job-1") : wire.done("job-1", image("job-1")));
      case DOWNLOAD -> Answer.body(200, "image/png", IMAGE);
      case CANCEL -> Answer.body(200, "application/json", "{}".getBytes(UTF_8));
    };
  }
}
