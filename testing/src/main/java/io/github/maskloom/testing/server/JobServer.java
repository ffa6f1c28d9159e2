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
    /** The answer to a request that became a job, whose last field is not the id. */
    String accepted(String id, URI service);

    /** A job that waits. */
    String waiting(String id);

    /** A job that is done, whose image is there. */
    String done(String id, URI image);

    /** Whether a request cancels a job. */
    boolean isCancel(String method, String path);
  }

  /** A request, as it was received. */
  public static final class Call extends ReceivedCall {
    private volatile byte[] body = new byte[0];

    Call(Exchange exchange) {
      super(exchange);
    }

    /** The body, once it was read to its end. */
    public byte[] body() {
      awaitBody();
      return body.clone();
    }

    @Override
    protected void keep(InputStream in) throws IOException {
      body = in.readAllBytes();
    }
  }

  /** A service that writes so. */
  public JobServer(Wire wire) {
    this(wire, ServerSocketFactory.getDefault());
  }

  /** A service that writes so, on sockets of which TLS is one kind. Its addresses say http. */
  public JobServer(Wire wire, ServerSocketFactory sockets) {
    super(sockets);
    this.wire = wire;
  }

  /** The service's address. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** Where the image of a job is. */
  public URI image(String id) {
    return URI.create("http://127.0.0.1:" + port() + IMAGES + id);
  }

  /** Answers the next request of a stage otherwise than as usual. */
  public synchronized void plan(Stage stage, Answer answer) {
    planned.computeIfAbsent(stage, any -> new ArrayDeque<>()).add(answer);
  }

  /** Does something before each poll is answered. */
  public synchronized void onPoll(Runnable action) {
    onPoll = action;
  }

  /** How many requests of a stage came. */
  public int count(Stage stage) {
    return calls(stage).size();
  }

  /** The requests of a stage, in order. */
  public List<Call> calls(Stage stage) {
    return calls().stream().filter(call -> stage(call) == stage).toList();
  }

  /** The methods and paths of all requests, in order. */
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
