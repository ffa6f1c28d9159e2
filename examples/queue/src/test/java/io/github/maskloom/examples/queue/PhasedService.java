package io.github.maskloom.examples.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.maskloom.image.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A service on loopback that workers tell how far they got, and that kills them as planned. */
abstract class PhasedService implements AutoCloseable {
  final KillPlan plan;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  PhasedService(KillPlan plan) throws IOException {
    this.plan = plan;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    answer("/phase", this::phase);
    server.start();
  }

  /** Answers requests for what begins so; none that stays without an answer is kept open. */
  final void answer(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void phase(HttpExchange exchange) throws IOException {
    String phase = exchange.getRequestHeaders().getFirst("Phase");
    if (plan.spares(phase, Long.parseLong(exchange.getRequestHeaders().getFirst("Pid")))) {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** Its address, without a path. */
  public final String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Counts one more of something. */
  static int counted(Map<String, AtomicInteger> counts, String what) {
    return counts.computeIfAbsent(what, key -> new AtomicInteger()).getAndIncrement();
  }

  static int count(Map<String, AtomicInteger> counts, String what) {
    return counts.getOrDefault(what, new AtomicInteger()).get();
  }

  /** Whether a result is one image, and which; it is labeled, so its bytes are others. */
  static boolean isImage(byte[] image, JobResult result) throws IOException {
    List<ImageSource> images = List.copyOf(result.images().values());
    try (InputStream first = images.get(0).open();
        InputStream wanted = new ByteArrayInputStream(image)) {
      return images.size() == 1 && Arrays.equals(pixels(first), pixels(wanted));
    }
  }

  private static int[] pixels(InputStream image) throws IOException {
    BufferedImage read = ImageIO.read(image);
    return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
  }

  @Override
  public final void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
