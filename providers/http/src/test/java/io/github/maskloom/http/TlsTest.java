package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.nio.file.Files;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** The same over TLS. */
class TlsTest extends HttpTrial {
  static final LoopbackTls TLS = LoopbackTls.create();

  @Test
  void sendsNothingToWhomItDoesNotTrust() throws IOException {
    JsonServer server = new JsonServer("https", TLS.serverSockets(), Answer.json(JSON));
    HttpFixture service = answering(server);
    FusionException failure = service.failure(request());

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(server.calls()).isEmpty();
  }

  /** Over HTTP/2 one connection carries the answers of several calls. */
  @Test
  void speaksHttp1ToAServerThatOffersHttp2() throws Exception {
    try (MockWebServer server =
            http2(answer(429, ImagesJson.errorOf("Busy", "no")), answer(200, JSON));
        ProviderSession session = session(server)) {
      RecordingCall call = newCall("h2");

      session.fuse(request(), call);

      RecordedRequest refused = server.takeRequest();
      RecordedRequest repeated = server.takeRequest();
      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(repeated.getVersion()).isEqualTo("HTTP/1.1");
      assertThat(repeated.getHeaders().get("Connection")).isEqualTo("close");
      assertThat(repeated.getConnectionIndex()).isNotEqualTo(refused.getConnectionIndex());
    }
  }

  private static MockWebServer http2(MockResponse... answers) throws IOException {
    MockWebServer server = new MockWebServer();
    server.useHttps(TLS.clientSockets());
    for (MockResponse answer : answers) {
      server.enqueue(answer);
    }
    server.start();
    return server;
  }

  private static MockResponse answer(int status, String json) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(json)
        .build();
  }

  private static ProviderSession session(MockWebServer server) throws IOException {
    return new DrawProvider()
        .open(
            trusting(
                DrawProvider.config(server.url("/v1").uri()).withRetries(HttpFixture.AT_ONCE)));
  }

  static HttpConfig trusting(HttpConfig http) {
    return http.withTrust(TLS.clientSockets(), TLS.trustManager());
  }

  private RecordingCall newCall(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }
}
