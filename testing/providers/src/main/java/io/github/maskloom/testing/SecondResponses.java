package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Bytes;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;

/** A server that writes two responses to one request. */
record SecondResponses(HttpProviderContract service, Path folder) {
  private static final int CALLS = 100;
  private static final Duration LATER = Duration.ofMillis(30);
  private static final List<byte[]> IMAGES =
      IntStream.range(0, CALLS).mapToObj(TestImages::png).toList();
  private static final byte[] STRANGER = TestImages.png(CALLS);

  /** A hundred calls for each response, at each moment. */
  void assertInStep(String scheme) throws Exception {
    LoopbackTls tls = LoopbackTls.create();
    List<Callable<Optional<String>>> cases = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      seconds()
          .forEach(
              (name, second) -> cases.add(() -> assertInStep(scheme, tls, moment, name, second)));
    }
    Trials.assertNoFault(cases.size(), cases);
  }

  /** What comes behind an answer, by its name. */
  private Map<String, byte[]> seconds() {
    byte[] image = response(200, answer(STRANGER));
    Map<String, byte[]> seconds = new TreeMap<>();
    seconds.put("image", image);
    seconds.put("half", Arrays.copyOf(image, image.length / 2));
    seconds.put("401", error(401, "AuthenticationError"));
    seconds.put("busy", error(service.busy().status(), service.busy().code()));
    return seconds;
  }

  private byte[] error(int status, String code) {
    return response(status, service.errorOf(code));
  }

  /** An answer in JSON that keeps its connection open, as it goes over the wire. */
  private static byte[] response(int status, String json) {
    byte[] body = json.getBytes(UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    return Bytes.concat(
        Exchange.headBytes(status, headers, "Content-Length: " + body.length), body);
  }

  private String answer(byte[] image) {
    return service.answer(Base64.getEncoder().encodeToString(image));
  }

  private Optional<String> assertInStep(
      String scheme, LoopbackTls tls, Moment moment, String name, byte[] second)
      throws IOException, InterruptedException {
    String what = scheme + "-" + moment + "-" + name;
    ServerSocketFactory sockets =
        scheme.equals("https") ? tls.serverSockets() : ServerSocketFactory.getDefault();
    Desynchronized answers = new Desynchronized(moment, second);
    try (LoopbackServer server = new LoopbackServer(sockets, answers::handle);
        ProviderSession session =
            service
                .provider()
                .open(
                    service.config(
                        URI.create(scheme + "://127.0.0.1:" + server.port()), Optional.of(tls)))) {
      for (int i = 0; i < CALLS; i++) {
        String which = what + ", call " + i;
        RecordingCall call =
            new RecordingCall(Files.createDirectory(folder.resolve(what + "-" + i)));
        assertDoesNotThrow(() -> session.fuse(service.request(), call), which);
        boolean due = moment == Moment.LATER;
        assertTrue(!due || answers.written.tryAcquire(30, TimeUnit.SECONDS), which);
        assertArrayEquals(IMAGES.get(i), call.bytes(0), which);
        assertEquals(i + 1, answers.posts.get(), which);
      }
    }
    return Optional.empty();
  }

  /** When the second response is written. */
  private enum Moment {
    /** In the same write as the first. */
    SAME_WRITE,
    /** A little later, when the connection is idle. */
    LATER,
    /** When the next request has come, on whatever connection, and before that is answered. */
    NEXT_CALL
  }

  /**
   * A service, or a gateway before it, that has lost count: behind each answer it writes another
   * one on the same connection, which nobody asked for.
   */
  private final class Desynchronized {
    private final Moment moment;
    private final byte[] second;
    private final AtomicInteger posts = new AtomicInteger();
    private final Queue<OutputStream> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore written = new Semaphore(0);

    Desynchronized(Moment moment, byte[] second) {
      this.moment = moment;
      this.second = second;
    }

    void handle(Exchange exchange) throws IOException {
      exchange.body().transferTo(OutputStream.nullOutputStream());
      byte[] first = response(200, answer(IMAGES.get(posts.getAndIncrement())));
      waiting.forEach(this::writeSecond);
      waiting.clear();
      exchange.respondRaw(moment == Moment.SAME_WRITE ? Bytes.concat(first, second) : first);
      if (moment == Moment.LATER) {
        Uninterruptibles.sleepUninterruptibly(LATER);
        writeSecond(exchange.rawOutput());
      } else if (moment == Moment.NEXT_CALL) {
        waiting.add(exchange.rawOutput());
      }
    }

    private void writeSecond(OutputStream out) {
      try {
        out.write(second);
        out.flush();
      } catch (IOException e) {
        // The client has closed the connection, as it should.
      } finally {
        written.release();
      }
    }
  }
}
