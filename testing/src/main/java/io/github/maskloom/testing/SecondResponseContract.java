package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.testing.server.DesynchronizedServer;
import io.github.maskloom.testing.server.DesynchronizedServer.Moment;
import io.github.maskloom.testing.server.ErrorJson;
import io.github.maskloom.testing.server.LoopbackTls;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every provider over HTTP has to do about a server that writes two responses to one request:
 * no call gets what was meant for another, and none is sent again. Answers are JSON with an array
 * {@code data} of {@code b64_json}. A provider's own tests extend this class.
 */
@Tag("slow")
public abstract class SecondResponseContract {
  private static final int CALLS = 100;
  private static final List<byte[]> IMAGES =
      IntStream.range(0, CALLS).mapToObj(TestImages::png).toList();
  private static final byte[] STRANGER = TestImages.png(CALLS);

  @TempDir private Path folder = Path.of("");

  /** A contract that is to be kept. */
  protected SecondResponseContract() {}

  /** The provider. */
  protected abstract FusionProvider provider();

  /**
   * What it is opened with for a service at an address, trusting the certificates of {@code tls}.
   */
  protected abstract ProviderConfig config(URI address, LoopbackTls tls);

  /** A request for one image, inside the answer. */
  protected abstract ProviderRequest request();

  /** The code with which the service says at 429 that the request may be sent again. */
  protected abstract String busy();

  @Test
  void noCallGetsAnothersAnswer() throws Exception {
    assertInStep("http");
  }

  @Test
  void noCallGetsAnothersAnswerOverTls() throws Exception {
    assertInStep("https");
  }

  private void assertInStep(String scheme) throws Exception {
    LoopbackTls tls = LoopbackTls.create(folder);
    List<Callable<Void>> cases = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      seconds()
          .forEach(
              (name, second) -> cases.add(() -> assertInStep(scheme, tls, moment, name, second)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(cases.size());
    try {
      assertAll(threads.invokeAll(cases).stream().map(each -> each::get));
    } finally {
      threads.shutdownNow();
    }
  }

  /** What comes behind an answer, by its name. */
  private Map<String, byte[]> seconds() {
    byte[] image = DesynchronizedServer.response(200, answer(STRANGER));
    Map<String, byte[]> seconds = new TreeMap<>();
    seconds.put("image", image);
    seconds.put("half", Arrays.copyOf(image, image.length / 2));
    seconds.put("401", error(401, "AuthenticationError"));
    seconds.put("429", error(429, busy()));
    return seconds;
  }

  private static byte[] error(int status, String code) {
    return DesynchronizedServer.response(status, ErrorJson.of(code, "no").toString());
  }

  private static String answer(byte[] image) {
    return "{\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(image) + "\"}]}";
  }

  private Void assertInStep(
      String scheme, LoopbackTls tls, Moment moment, String name, byte[] second)
      throws IOException, InterruptedException {
    String what = scheme + "-" + moment + "-" + name;
    ServerSocketFactory sockets =
        scheme.equals("https") ? tls.serverSockets() : ServerSocketFactory.getDefault();
    try (DesynchronizedServer server =
            new DesynchronizedServer(
                sockets,
                moment,
                call -> DesynchronizedServer.response(200, answer(IMAGES.get(call))),
                second);
        ProviderSession session =
            provider().open(config(URI.create(scheme + "://127.0.0.1:" + server.port()), tls))) {
      for (int i = 0; i < CALLS; i++) {
        String which = what + ", call " + i;
        RecordingCall call =
            new RecordingCall(Files.createDirectory(folder.resolve(what + "-" + i)));
        assertDoesNotThrow(() -> session.fuse(request(), call), which);
        server.awaitSecond();
        assertArrayEquals(IMAGES.get(i), call.bytes(0), which);
        assertEquals(i + 1, server.posts(), which);
      }
    }
    return null;
  }
}
