package io.github.maskloom.examples.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/**
 * Stands between a client and a store: counts, and does to chosen requests what networks do. Each
 * request has a connection of its own.
 */
final class StoreProxy implements Closeable {
  private static final byte[] NOTHING = {};

  private final LoopbackServer server = new LoopbackServer(new SmallSockets(), this::serve);
  private final URI store;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Plan> plans = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong toClient = new AtomicLong();

  /** What happens to a request. */
  enum Fault {
    /** The store does not get it; the answer is 500. */
    SERVER_ERROR,
    /** The store does what it is asked; its answer does not come. */
    LOST_ANSWER,
    /** The answer breaks off in the middle. */
    CUT_ANSWER,
    /** The answer stops in the middle, and the connection stays. */
    SILENT_ANSWER
  }

  /** A fault for the next request that begins so. */
  private record Plan(String request, Fault fault, long afterBytes) {}

  StoreProxy(URI store) {
    this.store = store;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The next request that begins so fails. */
  void fail(String method, Fault fault) {
    fail(method, fault, 0);
  }

  /** The next request that begins so fails after so many bytes of its answer's body. */
  void fail(String method, Fault fault, long afterBytes) {
    plans.add(new Plan(method, fault, afterBytes));
  }

  /** Methods and paths of the requests that came. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many requests came with a method. */
  long count(String method) {
    return requests().stream().filter(line -> line.startsWith(method + " ")).count();
  }

  /** Bytes of bodies that went to clients. */
  long bytesToClient() {
    return toClient.get();
  }

  void forget() {
    requests.clear();
    toClient.set(0);
  }

  private void serve(Exchange exchange) throws IOException {
    requests.add(exchange.toString());
    Plan plan = plan(exchange.toString());
    OutputStream out = exchange.rawOutput();
    if (exchange.headers().remove("Expect") != null) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
    }
    if (plan.fault() == Fault.SERVER_ERROR) {
      exchange.respond(500, Map.of(), NOTHING);
      return;
    }
    // S3Mock 5.2.0 deletes an object when an upload to its key is aborted, which S3 does not do.
    boolean abort = exchange.method().equals("DELETE") && exchange.target().contains("uploadId=");
    byte[] forgotten = abort ? object(exchange) : NOTHING;
    try (Socket socket = new Socket(store.getHost(), store.getPort())) {
      forward(exchange, socket.getOutputStream());
      InputStream answer = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      for (String line = Exchange.readLine(answer);
          !line.isEmpty();
          line = Exchange.readLine(answer)) {
        head.append(line).append("\r\n");
      }
      if (forgotten.length > 0) {
        putBack(exchange, forgotten);
      }
      if (plan.fault() != Fault.LOST_ANSWER) {
        out.write((head + "\r\n").getBytes(ISO_8859_1));
        answer(answer, out, plan.afterBytes());
      }
      if (plan.fault() == Fault.SILENT_ANSWER) {
        exchange.awaitHangUp();
      }
    }
  }

  private Plan plan(String request) {
    synchronized (plans) {
      for (Plan plan : plans) {
        if (request.startsWith(plan.request())) {
          plans.remove(plan);
          return plan;
        }
      }
    }
    return new Plan("", Fault.CUT_ANSWER, Long.MAX_VALUE);
  }

  private static void forward(Exchange exchange, OutputStream to) throws IOException {
    exchange.headers().put("Connection", "close");
    StringBuilder head = new StringBuilder(exchange + " HTTP/1.1\r\n");
    exchange
        .headers()
        .forEach((name, value) -> head.append(name + ": ").append(value).append("\r\n"));
    to.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    exchange.body().transferTo(to);
    to.flush();
  }

  private void answer(InputStream from, OutputStream to, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 14];
    long left = bytes;
    while (left > 0) {
      int count = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        return;
      }
      // Before they are sent: who has got them all may ask at once.
      toClient.addAndGet(count);
      to.write(buffer, 0, count);
      left -= count;
    }
  }

  private HttpURLConnection connection(Exchange exchange) throws IOException {
    String path = exchange.target().replaceFirst("\\?.*", "");
    return (HttpURLConnection) store.resolve(path).toURL().openConnection();
  }

  private byte[] object(Exchange exchange) throws IOException {
    HttpURLConnection get = connection(exchange);
    if (get.getResponseCode() != 200) {
      return NOTHING;
    }
    try (InputStream body = get.getInputStream()) {
      return body.readAllBytes();
    }
  }

  private void putBack(Exchange exchange, byte[] object) throws IOException {
    HttpURLConnection put = connection(exchange);
    put.setRequestMethod("PUT");
    put.setDoOutput(true);
    put.getOutputStream().write(object);
    put.getResponseCode();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Sockets that hold little, so that hardly more is counted than the client reads. */
  private static final class SmallSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return createServerSocket(port, 0);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      return new ServerSocket(port, backlog, address) {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setSendBufferSize(1 << 14);
          return socket;
        }
      };
    }
  }
}
