package io.github.maskloom.recorded;

import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.PlannedServer;
import io.github.maskloom.testing.internal.server.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;

/** The service of one call, and the host of its images. */
final class LoopbackService extends PlannedServer<LoopbackService.Request> {
  /** Cancels the call when a request has come, and never answers it. */
  static final Answer CANCELS = ending(running -> running.call.cancel());

  /** Closes the client when a request has come, and never answers it. */
  static final Answer CLOSES = ending(running -> running.client.close());

  /** Interrupts who waits for the call when a request has come, and never answers it. */
  static final Answer INTERRUPTS = ending(running -> running.caller.interrupt());

  private final CompletableFuture<Running> running;

  private record Running(FusionCall call, FusionClient client, Thread caller) {}

  private interface End {
    void of(Running running);
  }

  /** A request, and what the client had kept on the disk before it. */
  static final class Request extends ReceivedCall {
    private final CompletableFuture<Running> running;
    private final List<String> keptBefore;
    private volatile Optional<byte[]> body = Optional.empty();

    Request(Exchange exchange, CompletableFuture<Running> running, List<String> keptBefore) {
      super(exchange);
      this.running = running;
      this.keptBefore = keptBefore;
    }

    List<String> keptBefore() {
      return keptBefore;
    }

    @Override
    protected void keep(InputStream in) throws IOException {
      body = Optional.of(in.readAllBytes());
    }

    /** Its lines. */
    String text() {
      StringBuilder text = new StringBuilder(RecordedCall.REQUEST + method() + " " + path());
      headers().forEach((name, value) -> text.append("\n  " + name + ": " + value));
      String shown = body.map(Placeholders::body).orElse("its body was not read");
      return shown.isEmpty() ? text.toString() : text + "\n  " + shown;
    }
  }

  LoopbackService(List<Answer> answers, Supplier<List<String>> kept) {
    this(answers, kept, new CompletableFuture<>());
  }

  private LoopbackService(
      List<Answer> answers, Supplier<List<String>> kept, CompletableFuture<Running> running) {
    super(
        ServerSocketFactory.getDefault(),
        exchange -> new Request(exchange, running, kept.get()),
        answers.toArray(Answer[]::new));
    this.running = running;
  }

  private static Answer ending(End end) {
    return call -> {
      call.readBody();
      end.of(((Request) call).running.join());
      call.exchange().awaitHangUp();
    };
  }

  /** Says what its answers may end, which the current thread waits for. */
  void running(FusionCall call, FusionClient client) {
    running.complete(new Running(call, client, Thread.currentThread()));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }
}
