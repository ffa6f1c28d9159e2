package io.github.maskloom.ark.server;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The image generation of Ark: {@code POST {base}/images/generations}. Each call takes the next of
 * the planned answers, the last of which is given for ever; each is recorded before it is answered.
 */
public final class ArkServer implements Closeable {
  private static final String BASE_PATH = "/api/v3";

  private final LoopbackServer server;
  private final String scheme;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<ArkCall> calls = new ArrayList<>();
  private @Nullable Answer last;

  /** A server that speaks plain HTTP. */
  public ArkServer(Answer... answers) {
    this("http", ServerSocketFactory.getDefault(), answers);
  }

  /** A server on sockets of another kind, such as TLS. */
  public ArkServer(String scheme, ServerSocketFactory sockets, Answer... answers) {
    this.scheme = scheme;
    this.answers.addAll(List.of(answers));
    server = new LoopbackServer(sockets, this::handle);
  }

  /** The base URL, without a slash at its end. */
  public URI baseUrl() {
    return URI.create(scheme + "://127.0.0.1:" + server.port() + BASE_PATH);
  }

  /** Plans what the next call is answered with. */
  public synchronized void answer(Answer answer) {
    answers.add(answer);
  }

  /** The calls so far whose head was read, in order. */
  public synchronized List<ArkCall> calls() {
    return List.copyOf(calls);
  }

  /** The only call. */
  public ArkCall call() {
    List<ArkCall> all = calls();
    if (all.size() != 1) {
      throw new AssertionError("there were " + all.size() + " calls");
    }
    return all.get(0);
  }

  /** How many connections were ever accepted. */
  public int connections() {
    return server.connections();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return server.openConnections();
  }

  /** Waits until no connection is open any more. */
  public void awaitNoConnection() {
    server.awaitNoConnection();
  }

  private void handle(Exchange exchange) throws IOException {
    ArkCall call = new ArkCall(exchange);
    next(call).reply(call);
  }

  private synchronized Answer next(ArkCall call) {
    calls.add(call);
    if (!call.method().equals("POST") || !call.path().equals(BASE_PATH + "/images/generations")) {
      return Answer.emptyNotFound();
    }
    Answer next = answers.poll();
    last = next == null ? last : next;
    return Optional.ofNullable(last)
        .orElseGet(() -> Answer.error(500, "NoAnswerPlanned", "the test planned no answer"));
  }

  @Override
  public void close() {
    server.close();
  }

  /** The members of a request's JSON as {@link ArkCall#json} gives them, for comparisons. */
  public static Map<String, @Nullable Object> record(byte[] json) throws IOException {
    return JsonTree.object(DataUrlDigest.shorten(new ByteArrayInputStream(json)));
  }
}
