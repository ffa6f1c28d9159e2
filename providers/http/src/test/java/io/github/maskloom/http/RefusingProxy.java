package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Refuses what is to be connected, and answers other requests itself. */
final class RefusingProxy implements AutoCloseable {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile String answer = "";
  private final int status;
  private final LoopbackServer server =
      new LoopbackServer(ServerSocketFactory.getDefault(), this::handle);

  RefusingProxy(int status) {
    this.status = status;
  }

  private void handle(Exchange exchange) throws IOException {
    if (exchange.method().equals("CONNECT")) {
      asked.add(exchange.target());
      exchange.respond(status, Map.of("Proxy-Authenticate", "Basic realm=\"p\""), new byte[0]);
    } else {
      exchange.body().transferTo(OutputStream.nullOutputStream());
      exchange.respond(200, Map.of(), answer.getBytes(UTF_8));
    }
  }

  Proxy address() {
    return new Proxy(
        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  @Override
  public void close() {
    server.close();
  }
}
