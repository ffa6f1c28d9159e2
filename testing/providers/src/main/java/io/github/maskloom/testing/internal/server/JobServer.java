package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.github.maskloom.testing.JobWire;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A service that queues, on loopback: a {@code POST} makes a job, {@code GET}s ask for it, and its
 * image is at a link. The first two polls say that the job waits, and the third that it is done.
 * Once it was cancelled, and the answer to that was not planned, every poll says so.
 *
 * <p>Every job is {@code job-1} unless {@link #plan} has others, and polls are counted for all jobs
 * together. After {@link #replayKeys} each new key has a job of its own. {@link #answer} has no
 * effect here: {@link #plan} says what is answered. <b>Threads:</b> safe.
 */
public final class JobServer extends PlannedServer<JobServer.Call> {
  private static final int POLLS_BEFORE = 2;
  private static final String IMAGES = "/images/";

  private final JobWire wire;
  private final Map<Stage, Queue<Answer>> planned = new EnumMap<>(Stage.class);
  private Runnable onPoll = () -> {};
  private final Map<String, Made> made = new LinkedHashMap<>();
  private boolean replays;
  private int polls;
  private boolean cancelled;

  /** What a request is for. */
  public enum Stage {
    /** A request that makes a job. */
    SUBMIT,
    /** A request that asks how a job is, a poll. */
    POLL,
    /** A request that asks for a result at an address of its own. */
    RESULT,
    /** A request that fetches an image. */
    DOWNLOAD,
    /** A request that cancels a job. */
    CANCEL
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
     * @return a copy of the body
     * @throws AssertionError if that took longer than 30 seconds
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
   * Starts a service without TLS on a free port of 127.0.0.1.
   *
   * @param wire how the service writes its answers
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public JobServer(JobWire wire) {
    this(wire, ServerSocketFactory.getDefault());
  }

  /**
   * Starts a service on a free port of 127.0.0.1. {@link #address} and {@link #image} say {@code
   * http}, whatever the sockets.
   *
   * @param wire how the service writes its answers
   * @param sockets makes the socket to listen on; those of a {@code LoopbackTls} for TLS
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public JobServer(JobWire wire, ServerSocketFactory sockets) {
    super(sockets, Call::new);
    this.wire = wire;
  }

  /** {@return the service's base URL, {@code http://127.0.0.1:<port>/v1}} */
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
   * order, and then the usual answers go on. A poll counts whether or not its answer was planned.
   *
   * @param stage of the request
   * @param answer given once
   */
  public synchronized void plan(Stage stage, Answer answer) {
    planned.computeIfAbsent(stage, any -> new ArrayDeque<>()).add(answer);
  }

  /**
   * Plans an answer several times, as {@link #plan(Stage, Answer)} does.
   *
   * @param stage of the requests
   * @param times how many requests are answered so
   * @param answer given to each
   */
  public void plan(Stage stage, int times, Answer answer) {
    Collections.nCopies(times, answer).forEach(each -> plan(stage, each));
  }

  /** A job, and what it was asked for. */
  private record Made(String id, HashCode body) {}

  /**
   * From now on a request that comes again with its {@code Idempotency-Key} is done once, whatever
   * it is answered with, and one that says another thing under a key is refused with 409.
   */
  public synchronized void replayKeys() {
    replays = true;
  }

  /** {@return how many jobs were made, each of which is billed; counted where keys are replayed} */
  public synchronized int jobsMade() {
    return made.size();
  }

  /**
   * Does something before each poll is answered.
   *
   * @param action in place of the one before; runs on the thread of the connection, under this
   *     server's lock
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

  /**
   * {@return all requests so far, in order, each as its method, a blank and its path with query}
   */
  public List<String> requests() {
    return calls().stream().map(call -> call.method() + " " + call.path()).toList();
  }

  private Stage stage(ReceivedCall call) {
    if (wire.isCancel(call.method(), call.path())) {
      return Stage.CANCEL;
    }
    if (call.method().equals("POST")) {
      return Stage.SUBMIT;
    }
    if (call.path().startsWith(IMAGES)) {
      return Stage.DOWNLOAD;
    }
    return wire.isResult(call.path()) ? Stage.RESULT : Stage.POLL;
  }

  @Override
  protected synchronized Optional<Answer> unplanned(Call call) {
    Stage stage = stage(call);
    if (stage == Stage.POLL) {
      polls++;
      onPoll.run();
    }
    Queue<Answer> next = planned.get(stage);
    Answer answer = next == null || isCancelled(stage) ? null : next.poll();
    cancelled |= stage == Stage.CANCEL && answer == null;
    if (replays && stage == Stage.SUBMIT) {
      return Optional.of(replayed(answer));
    }
    return Optional.of(answer == null ? usual(stage, polled(call)) : answer);
  }

  /** Does a request once, before it is answered as planned or as usual. */
  private Answer replayed(@Nullable Answer planned) {
    return call -> {
      call.readBody();
      HashCode body = Hashing.sha256().hashBytes(((Call) call).body());
      Made job = job(call.header("Idempotency-Key"), body);
      Answer usual =
          job.body.equals(body)
              ? Answer.json(wire.accepted(job.id, address()))
              : Answer.errorBody(409, "{\"error\":\"another request\"}");
      (planned == null ? usual : planned).reply(call);
    };
  }

  private synchronized Made job(Optional<String> key, HashCode body) {
    int next = made.size() + 1;
    return made.computeIfAbsent(key.orElse("none " + next), any -> new Made("job-" + next, body));
  }

  private String polled(Call call) {
    String end = call.path().substring(call.path().lastIndexOf('/') + 1);
    return made.values().stream().map(Made::id).filter(end::equals).findFirst().orElse("job-1");
  }

  private boolean isCancelled(Stage stage) {
    return cancelled && stage == Stage.POLL && wire.cancelled("job-1").isPresent();
  }

  private Answer usual(Stage stage, String id) {
    if (isCancelled(stage)) {
      return Answer.json(wire.cancelled("job-1").orElseThrow());
    }
    return switch (stage) {
      case SUBMIT -> Answer.json(wire.accepted("job-1", address()));
      case POLL -> Answer.json(polls <= POLLS_BEFORE ? wire.waiting(id) : wire.done(id, image(id)));
      case RESULT -> Answer.json(wire.result(image(id)).orElseThrow());
      case DOWNLOAD -> Answer.body(200, "image/png", JobWire.IMAGE);
      case CANCEL -> Answer.body(200, "application/json", "{}".getBytes(UTF_8));
    };
  }
}
