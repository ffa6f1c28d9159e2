package io.github.maskloom.examples.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.PlannedServer;
import io.github.maskloom.testing.internal.server.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/** The service that {@link RemoteSketchProvider} speaks to, on loopback. */
final class DrawingServer extends PlannedServer<DrawingServer.Call> {
  DrawingServer(Answer... answers) {
    super(ServerSocketFactory.getDefault(), answers);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  @Override
  protected Call received(Exchange exchange) {
    return new Call(exchange);
  }

  @Override
  protected Optional<Answer> unplanned(Call call) {
    boolean known = call.method().equals("POST") && call.path().equals("/v1/draw");
    return known ? Optional.empty() : Optional.of(Answer.emptyNotFound());
  }

  /** A call, as it was received. */
  static final class Call extends ReceivedCall {
    private volatile String json = "";

    Call(Exchange exchange) {
      super(exchange);
    }

    String json() {
      awaitBody();
      return json;
    }

    @Override
    protected void keep(InputStream body) throws IOException {
      json = new String(body.readAllBytes(), UTF_8);
    }
  }
}
