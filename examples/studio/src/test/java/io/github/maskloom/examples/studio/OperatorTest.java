package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is for the studio's operator alone. */
class OperatorTest {
  private static final String METRICS = "GET /actuator/metrics";
  private static final String RELOAD = "POST /api/furniture/reload";

  @RegisterExtension static final StudioServer open = StudioServer.with("server.address=0.0.0.0");

  /** It listens to this machine alone, as it does unless told otherwise. */
  @RegisterExtension static final StudioServer local = StudioServer.usual();

  @RegisterExtension
  static final StudioServer keyed = StudioServer.with("studio.operator.token=secret-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        RELOAD,
        METRICS,
        "GET /actuator",
        "GET /actuator/",
        "GET /actuator/metrics/maskloom.fusion",
        "GET /actuator/env",
        "GET /%61ctuator/metrics",
        "GET /actuator;a=b/metrics",
        "GET //actuator//metrics",
        "GET /actuator/health/../metrics",
        "GET /actuator/healthy",
        "POST /api/furniture/%72eload",
        "POST /api/furniture/reload;a"
      })
  void isNotForEverybody(String request) throws Exception {
    assertThat(RawClient.answer(open, request))
        .startsWith("HTTP/1.1 403")
        .contains("application/problem+json", "studio.operator.token", "server.address");
    assertThat(RawClient.answer(keyed, request)).startsWith("HTTP/1.1 401").contains("Bearer");
    assertThat(RawClient.answer(keyed, request, "Authorization: Bearer secret-2"))
        .startsWith("HTTP/1.1 401")
        .doesNotContain("secret");
  }

  @Test
  void isForWhoeverIsOnTheMachineOfAStudioThatListensToIt() throws Exception {
    assertThat(RawClient.answer(local, RELOAD)).startsWith("HTTP/1.1 204");
    assertThat(RawClient.answer(local, METRICS))
        .startsWith("HTTP/1.1 200")
        .contains("jvm.memory.used");
  }

  @Test
  void isForWhoeverKnowsTheToken() throws Exception {
    String token = "Authorization: Bearer secret-1";
    assertThat(RawClient.answer(keyed, RELOAD, token)).startsWith("HTTP/1.1 204");
    assertThat(RawClient.answer(keyed, METRICS, token)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /actuator/health", "GET /api/furniture", "GET /api/journal"})
  void leavesTheRestToEverybody(String request) throws Exception {
    for (StudioServer studio : new StudioServer[] {open, local, keyed}) {
      assertThat(RawClient.answer(studio, request)).startsWith("HTTP/1.1 200");
    }
  }
}
