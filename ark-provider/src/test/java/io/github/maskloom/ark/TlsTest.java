package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ArkServer;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ErrorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS. */
class TlsTest {
  private static final String JSON =
      ImagesJson.of(MODEL).base64(RESULT, "2048x2048").usage(1, 16384).toString();

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder()
          .addSubjectAlternativeName("127.0.0.1")
          .addSubjectAlternativeName("localhost")
          .build();
  static final HandshakeCertificates SERVER =
      new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
  private static final HandshakeCertificates CLIENT =
      new HandshakeCertificates.Builder().addTrustedCertificate(CERTIFICATE.certificate()).build();

  @TempDir Path folder;

  @Test
  void trustsWhomItIsToldToTrust() throws IOException {
    ArkServer server =
        new ArkServer("https", SERVER.sslContext().getServerSocketFactory(), Answer.json(JSON));
    try (ArkFixture ark = new ArkFixture(folder, server).with(TlsTest::trusting)) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void sendsNothingToWhomItDoesNotTrust() throws IOException {
    ArkServer server =
        new ArkServer("https", SERVER.sslContext().getServerSocketFactory(), Answer.json(JSON));
    try (ArkFixture ark = new ArkFixture(folder, server)) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(server.calls()).isEmpty();
    }
  }

  /** Over HTTP/2 one connection carries the answers of several calls. */
  @Test
  void speaksHttp1ToAServerThatOffersHttp2() throws Exception {
    try (MockWebServer server =
            http2(
                answer(429, ErrorJson.of("ServerOverloaded", "no").toString()), answer(200, JSON));
        ProviderSession session = session(server)) {
      RecordingCall call = newCall("h2");

      session.fuse(base64Request(), call);

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
    server.useHttps(SERVER.sslSocketFactory());
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
    HttpConfig config =
        ArkProvider.config()
            .withApiKey(ArkFixture.KEY)
            .withBaseUrl(server.url("/api/v3").uri())
            .withRetries(ArkFixture.AT_ONCE);
    return new ArkProvider().open(trusting(config));
  }

  static HttpConfig trusting(HttpConfig config) {
    return config.withTrust(CLIENT.sslSocketFactory(), CLIENT.trustManager());
  }

  private RecordingCall newCall(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }
}
