package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.DesynchronizedServer;
import io.github.maskloom.testing.internal.server.DesynchronizedServer.Moment;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;

/** A server that writes two responses to one request. */
record SecondResponses(HttpProviderContract service, Path folder) {
  private static final int CALLS = 100;
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
    byte[] image = DesynchronizedServer.response(200, answer(STRANGER));
    Map<String, byte[]> seconds = new TreeMap<>();
    seconds.put("image", image);
    seconds.put("half", Arrays.copyOf(image, image.length / 2));
    seconds.put("401", error(401, "AuthenticationError"));
    seconds.put("busy", error(service.busy().status(), service.busy().code()));
    return seconds;
  }

  private byte[] error(int status, String code) {
    return DesynchronizedServer.response(status, service.errorOf(code));
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
    try (DesynchronizedServer server =
            new DesynchronizedServer(
                sockets,
                moment,
                call -> DesynchronizedServer.response(200, answer(IMAGES.get(call))),
                second);
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
        server.awaitSecond();
        assertArrayEquals(IMAGES.get(i), call.bytes(0), which);
        assertEquals(i + 1, server.posts(), which);
      }
    }
    return Optional.empty();
  }
}
