package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with("studio.allowed-hosts=studio.example,other.example:8443,4u");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "127.0.0.1:1",
        "127.1.2.3",
        "[::1]",
        "[::1]:8080",
        "studio.example",
        "Studio.Example:443",
        "other.example",
        "4u"
      })
  void isKnownUnderItsNamesAndAddresses(String host) throws Exception {
    assertThat(answer("GET /actuator/health", "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "studio.example.evil.example",
        "evilstudio.example",
        "1.2.3",
        "192.168.1.20:8080",
        "93.184.216.34",
        "0.0.0.0",
        "[2001:db8::1]:8080",
        "[::ffff:1.2.3.4]",
        "2130706433"
      })
  void isKnownUnderNoOtherName(String host) throws Exception {
    String answer = answer("GET /api/journal", "Host: " + host);
    assertThat(answer)
        .startsWith("HTTP/1.1 421")
        .contains("urn:maskloom:problem:wrong-host", "studio.allowed-hosts");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://evil.example",
    "localhost:8080, http://localhost:3000",
    "localhost:8080, http://localhost",
    "localhost:8080, null",
    "localhost:8080, https://localhost.evil.example:8080",
    "studio.example, https://studio.example:8443",
    "localhost:8080, file://",
    "localhost:8080, http://[bad"
  })
  void letsNoForeignPageChangeAnything(String host, String origin) throws Exception {
    for (String request :
        new String[] {
          "POST /api/furniture/reload", "DELETE /api/fusions/a", "PUT /api/photos/a/mask"
        }) {
      String answer = answer(request, "Host: " + host, "Origin: " + origin, "Content-Length: 0");
      assertThat(answer).startsWith("HTTP/1.1 403").contains("urn:maskloom:problem:foreign-origin");
    }
    assertThat(answer("GET /api/furniture", "Host: " + host, "Origin: " + origin))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080",
    "localhost:8080, http://LOCALHOST:8080",
    "'[::1]:8080', 'http://[::1]:8080'",
    "127.0.0.1:8080, http://127.0.0.1:8080",
    "studio.example, https://studio.example",
    "studio.example:443, https://studio.example",
    "localhost:8080, https://studio.example",
    "localhost:8080, https://other.example:8443",
  })
  void takesWhatItsOwnPageSends(String host, String origin) throws Exception {
    assertThat(
            answer(
                "POST /api/furniture/reload",
                "Host: " + host,
                "Origin: " + origin,
                "Content-Length: 0"))
        .startsWith("HTTP/1.1 204");
  }

  @Test
  void asksNoOriginOfWhoeverIsNoBrowser() throws Exception {
    assertThat(answer("POST /api/furniture/reload", "Content-Length: 0"))
        .startsWith("HTTP/1.1 204");
  }

  /** The studio's answers, and those that Tomcat gives before the studio is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /api/furniture",
        "GET /nothing",
        "GET /error",
        "GET /api/photos/a%2fb/picture",
        "GET /api/photos/a%00b/picture",
        "GET /\\..",
        "TRACE /api/photos",
        "GET /a?b={}",
        "GET noslash",
        "G@T /",
        "POST /api/photos"
      })
  void standsBehindSecurityHeaders(String request) throws Exception {
    assertSecure(answer(request));
  }

  @Test
  void standsBehindSecurityHeadersAlsoWhereARequestIsNoHttp() throws Exception {
    assertSecure(answer("GET /", "Host: localhost", "Host: localhost"));
    for (String header : List.of("Host: a, b", "X: " + "x".repeat(20_000), "Host: evil.example")) {
      assertSecure(answer("GET /", header));
    }
    assertSecure(answer("POST /api/photos", "Transfer-Encoding: nonsense"));
  }

  private static void assertSecure(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .contains("Content-Security-Policy: default-src 'self'")
        .containsOnlyOnce("X-Content-Type-Options: nosniff")
        .contains("Referrer-Policy: no-referrer");
  }

  private static String answer(String request, String... headers) throws IOException {
    return RawClient.answer(studio, request, headers);
  }
}
